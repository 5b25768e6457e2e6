"""`make bench`: ratios to a bare Flask route and to a bare durable commit, measured in the same run. Judges nothing."""
