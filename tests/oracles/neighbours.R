# Nearest neighbours by R's scale() and dist(). Run: Rscript neighbours.R > neighbours.json
suppressMessages(library(jsonlite))
set.seed(20261122)
case <- function(x, w, k) {
  n <- nrow(x); codes <- rownames(x)
  z <- scale(x) * sqrt(n / (n - 1))
  z[is.nan(z)] <- 0
  d <- as.matrix(dist(sweep(z, 2, sqrt(w), "*")))
  near <- lapply(seq_len(n), function(i) {
    o <- order(round(d[i, ], 10), codes); o <- o[o != i][seq_len(k)]
    list(municipality = codes[i], neighbour = I(codes[o]), distance = I(unname(d[i, o])))
  })
  list(codes = codes, columns = I(lapply(seq_len(ncol(x)), function(j) unname(x[, j]))), weights = I(w), k = k, nearest = near)
}
made <- function(n, m) matrix(round(rlnorm(n * m, 2, .6), 3), n, dimnames = list(sprintf("%03d", sample(100:999, n)), NULL))
square <- matrix(c(0, 0, 1, 1, 0, 1, 0, 1), 4, dimnames = list(c("d", "b", "a", "c"), NULL))
flat <- cbind(made(8, 2), 5)
cases <- list(case(square, c(1, 1), 3), case(square, c(1, 0), 2), case(flat, c(1, 1, 1), 4), case(made(2, 1), 1, 1),
  case(made(12, 3), c(1, 2, 0.5), 5), case(made(98, 7), rep(1, 7), 10), case(made(30, 4), c(0, 1, 1, 3), 29))
cat(toJSON(list(made_by = "tests/oracles/neighbours.R", with = list(R = paste(R.version$major, R.version$minor, sep = "."), jsonlite = as.character(packageVersion("jsonlite"))),
  nearest = cases), auto_unbox = TRUE, digits = NA))
