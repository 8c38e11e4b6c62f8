// evidence is the picture of the place in the paper, where the page has one.
function evidence() { return null; }
