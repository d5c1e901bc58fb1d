"""How fast BackCare answers, beside a blank page and an ordinary build of the same pages, measured in the same run."""
