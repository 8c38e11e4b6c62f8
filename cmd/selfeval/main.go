// Command selfeval reads published performance self-evaluation reports and says
// what in them cannot be true. Each command is one file that turns flags into a
// call; what the call does lies in the packages below.
package main

import "os"

func main() { os.Exit(run(os.Args[1:])) }
