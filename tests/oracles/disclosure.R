# Writes disclosure.json: tables with hidden counts, and the least and the most that each hidden
# count can be for one who knows every row and column total and every shown count; the same where
# all is hidden. By lpSolve. Run in this folder: Rscript disclosure.R
library(lpSolve)
library(jsonlite)
set.seed(20261122)

sums <- function(rows, columns) {
  cells <- matrix(seq_len(rows * columns), rows, columns, byrow = TRUE)
  lines <- list()
  if (columns > 1) for (r in seq_len(rows)) lines <- c(lines, list(cells[r, ]))
  if (rows > 1) for (k in seq_len(columns)) lines <- c(lines, list(cells[, k]))
  t(sapply(lines, function(line) as.numeric(seq_len(rows * columns) %in% line)))
}

# A hidden count may be 0 where sums join it to a hidden zero, or to nothing that is shown; else it
# is known to be 1 or more.
floors <- function(values, mask, lines) {
  group <- seq_along(values)
  repeat {
    before <- group
    for (l in seq_len(nrow(lines))) {
      inside <- lines[l, ] > 0 & mask
      if (any(inside)) group[inside] <- min(group[inside])
    }
    if (identical(before, group)) break
  }
  sapply(seq_along(values), function(cell) {
    part <- mask & group == group[cell]
    near <- colSums(lines[rowSums(lines[, part, drop = FALSE]) > 0, , drop = FALSE]) > 0
    if (any(values[part] == 0) || all(mask[near])) 0 else 1
  })
}

# lpSolve keeps every unknown at 0 or more, so what is asked is how far each lies above its floor.
interval <- function(wanted, values, hidden, lines, floor) {
  inside <- lines[, hidden, drop = FALSE]
  right <- as.vector(inside %*% (values[hidden] - floor[hidden]))
  touched <- rowSums(inside) > 0
  aim <- as.numeric(hidden == wanted)
  ends <- sapply(c("min", "max"), function(way) {
    found <- lp(way, aim, inside[touched, , drop = FALSE], rep("=", sum(touched)), right[touched])
    stopifnot(found$status == 0)
    found$objval + floor[wanted]
  })
  round(unname(ends), 6)
}

case <- function(rows, columns, mean, threshold, more) {
  values <- rpois(rows * columns, rgamma(rows * columns, 1, 1 / mean))
  small <- values > 0 & values < threshold
  mask <- small | runif(length(values)) < more & (values > 0 | runif(length(values)) < 0.1)
  lines <- sums(rows, columns)
  hidden <- which(mask)
  floor <- floors(values, mask, lines)
  ranges <- lapply(hidden, interval, values, hidden, lines, floor)
  everything <- lapply(hidden, interval, values, seq_along(values), lines,
                       rep(0, length(values)))
  list(
    rows = lapply(seq_len(rows), function(r) I(values[(r - 1) * columns + seq_len(columns)])),
    threshold = threshold, hidden = I(hidden - 1), ranges = ranges, everything = everything
  )
}

shapes <- list(c(1, 4), c(6, 1), c(2, 2), c(2, 3), c(3, 3), c(4, 3), c(5, 4), c(8, 6), c(12, 5))
cases <- list()
for (shape in shapes) {
  for (mean in c(1, 4, 12)) {
    for (threshold in c(3, 5)) {
      more <- if (mean == 1) 0.1 else 0.4
      cases <- c(cases, list(case(shape[1], shape[2], mean, threshold, more)))
    }
  }
}
made_by <- sprintf("disclosure.R, %s, lpSolve %s, jsonlite %s", R.version.string,
                   packageVersion("lpSolve"), packageVersion("jsonlite"))
writeLines(toJSON(list(made_by = made_by, cases = cases), auto_unbox = TRUE, digits = 6),
           "disclosure.json")
