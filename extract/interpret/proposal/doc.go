// Package proposal is how the rooms speak of a paper's identity: none writes its title,
// department, year or kind; each says what one place makes of it, and by which evidence.
// Package identity decides.
package proposal
