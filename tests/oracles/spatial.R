# Moran's I and its local parts by spdep and by hand; p by going through every order there is.
# Run: Rscript spatial.R > spatial.json
suppressMessages({library(spdep); library(jsonlite)})
set.seed(20261122)

# Neighbours as pairs of places, one way; islands have none.
listed <- function(n, pairs) {
  nb <- lapply(seq_len(n), function(i) {
    j <- sort(c(pairs[pairs[, 1] == i, 2], pairs[pairs[, 2] == i, 1])); if (length(j)) as.integer(j) else 0L })
  attr(nb, "region.id") <- as.character(seq_len(n)); class(nb) <- "nb"; nb
}
hand <- function(x, nb) {
  z <- x - mean(x); lag <- sapply(nb, function(j) mean(z[j]))
  list(i = sum(z * lag) / sum(z^2), local = z * lag / (sum(z^2) / (length(x) - 1)))
}
case <- function(x, pairs) {
  nb <- listed(length(x), pairs)
  kept <- !is.na(x)
  repeat {  # without those without a value, and then without those left alone
    inner <- listed(length(x), pairs[kept[pairs[, 1]] & kept[pairs[, 2]], , drop = FALSE])
    alone <- sapply(inner, function(j) identical(j, 0L))
    if (!any(kept & alone)) break
    kept <- kept & !alone
  }
  place <- cumsum(kept); y <- x[kept]
  both <- pairs[kept[pairs[, 1]] & kept[pairs[, 2]], , drop = FALSE]
  nb <- listed(sum(kept), cbind(place[both[, 1]], place[both[, 2]]))
  lw <- nb2listw(nb, style = "W"); h <- hand(y, nb)
  test <- moran.test(y, lw, randomisation = FALSE)$estimate
  local <- localmoran(y, lw, mlvar = FALSE)[, 1]
  stopifnot(abs(test[1] - h$i) < 1e-12, max(abs(local - h$local)) < 1e-10)
  list(values = x, pairs = pairs, i = unname(test[1]), expected = unname(test[2]), areas = sum(kept),
       used = I(which(kept)), local = I(unname(local)))
}
ring <- function(n) cbind(1:n, c(2:n, 1))
grid <- function(a, b) {
  at <- function(i, j) (j - 1) * a + i
  rbind(do.call(rbind, lapply(1:(a - 1), function(i) cbind(at(i, 1:b), at(i + 1, 1:b)))),
        do.call(rbind, lapply(1:(b - 1), function(j) cbind(at(1:a, j), at(1:a, j + 1)))))
}
tangle <- function(n, m) { p <- unique(t(apply(cbind(sample(n, m, TRUE), sample(n, m, TRUE)), 1, sort))); p[p[, 1] != p[, 2], ] }
gapped <- round(rnorm(30, 90, 20), 1); gapped[c(3, 4, 17)] <- NA
cases <- list(case(c(1, 2, 3, 9, 8, 7), ring(6)), case(c(1, 2, 4), ring(3)), case(c(1, 2, 4), cbind(1:2, 2:3)),
  case(rep(c(0, 1), 6), ring(12)), case(c(rep(0, 6), rep(1, 6)), ring(12)), case((1:25)^2, grid(5, 5)),
  case(round(rgamma(98, 9, .1), 1), tangle(98, 260)), case(round(rlnorm(98, 4, .4), 1), grid(7, 14)),
  case(c(5, 6, 9, 1, 4, 7), rbind(c(1, 2), c(2, 3), c(4, 5))), case(c(5, NA, 9, 1, 4, 7, 8), ring(7)[1:6, ]),
  case(gapped, tangle(30, 50)), case(c(1e9 + 1, 1e9 + 2, 1e9 + 5, 1e9 + 3), ring(4)))

# Exact two-sided p: twice the smaller tail over all orders; for the local one over all choices.
orders <- function(v) if (length(v) <= 1) matrix(v, 1) else do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], orders(v[-i]))))
both_tails <- function(found, all) min(1, 2 * min(mean(all >= found - 1e-9), mean(all <= found + 1e-9)))
exact <- function(x, pairs) {
  nb <- listed(length(x), pairs); h <- hand(x, nb); n <- length(x); z <- x - mean(x)
  all <- orders(x); W <- t(sapply(nb, function(j) tabulate(j, n) / length(j))); Z <- all - mean(x)
  i <- rowSums(Z * (Z %*% t(W))) / sum(z^2)
  p <- sapply(seq_len(n), function(a) {
    lags <- combn(z[-a], length(nb[[a]]), mean); both_tails(z[a] * mean(z[nb[[a]]]), z[a] * lags) })
  list(values = x, pairs = pairs, p = both_tails(h$i, i), local_p = p)
}
small <- list(exact(c(1, 2, 3, 9, 8, 7, 4), ring(7)), exact(c(1, 9, 2, 8, 3, 7, 4), ring(7)),
  exact(c(0, 0, 0, 1, 1, 1, 1, 0), ring(8)), exact(c(3, 1, 4, 1, 5, 9, 2, 6), grid(2, 4)),
  exact(c(1, 2, 3, 4, 5, 6, 7, 20), rbind(ring(8), c(1, 5), c(2, 6))))
cat(toJSON(list(made_by = "tests/oracles/spatial.R", with = list(R = paste(R.version$major, R.version$minor, sep = "."), spdep = as.character(packageVersion("spdep")),
  jsonlite = as.character(packageVersion("jsonlite"))), moran = cases, exact_p = small), auto_unbox = TRUE, digits = NA, na = "null"))
