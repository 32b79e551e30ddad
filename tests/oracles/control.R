# Makes control.json beside it: Rscript control.R
# XmR charts by hand: every rule looks at every window of points in a plain loop.
library(jsonlite)
set.seed(19821001)

chart <- function(values, baseline = NULL) {
  count <- length(values)
  first <- values[1:(if (is.null(baseline)) count else baseline)]
  mean_value <- mean(first, na.rm = TRUE)
  ranges <- abs(first[-1] - first[-length(first)])
  ranges <- ranges[!is.na(ranges)]
  ranges <- ranges[ranges < 3.267 * mean(ranges)]
  distance <- if (length(ranges)) 2.66 * mean(ranges) else NA
  lower <- mean_value - distance
  upper <- mean_value + distance
  near_low <- mean_value - distance * 2 / 3
  near_high <- mean_value + distance * 2 / 3
  outside <- trend <- two <- side <- rep(FALSE, count)
  for (i in 1:count) outside[i] <- isTRUE(values[i] < lower || values[i] > upper)
  for (i in seq_len(max(0, count - 6))) {
    these <- i:(i + 6)
    seven <- values[these]
    if (anyNA(seven)) next
    if (all(diff(seven) > 0) || all(diff(seven) < 0)) trend[these] <- TRUE
    if (all(seven > mean_value) || all(seven < mean_value)) side[these] <- TRUE
  }
  for (i in seq_len(max(0, count - 2))) {
    these <- i:(i + 2)
    three <- values[these]
    if (anyNA(three) || is.na(distance)) next
    beyond <- if (all(three > mean_value)) three > near_high else three < near_low
    one_side <- all(three > mean_value) || all(three < mean_value)
    if (one_side && sum(beyond) >= 2) two[these[beyond]] <- TRUE
  }
  signal <- ifelse(outside, "outside limits", ifelse(trend, "trend",
            ifelse(two, "two of three", ifelse(side, "one side", ""))))
  list(values = values, baseline = if (is.null(baseline)) NULL else unbox(baseline),
       mean = unbox(mean_value), lower = unbox(lower), upper = unbox(upper), signal = signal)
}

noise <- function(count) round(rnorm(count, 100, 10), 1)
gaps <- noise(30)
gaps[c(4, 5, 17)] <- NA
cases <- list(
  chart(c(20, 21, 19, 20, 22, 18, 20, 31), 7), chart(rep(4, 9)), chart(c(5, 9)),
  chart(c(1, 2, 3, 4, 5, 6, 7)), chart(c(1, 2, 3, 4, 5, 6)), chart(c(9, 8, 7, 6, 5, 4, 3, 3)),
  chart(c(10, 10, 10, 10, 10, 100, 10, 10, 10, 10, 10, 10)), chart(gaps),
  chart(c(noise(12), 118, 97, 121, 119, 104), 12), chart(c(noise(15), noise(15) + 12), 15),
  chart(c(noise(15), noise(15) - 25), 15), chart(c(noise(10), 90 + 1:12 * 2), 10))
for (i in 1:40) {
  drift <- sample(c(0, 0, 0.8, -0.5), 1)
  values <- noise(sample(10:48, 1))
  values <- values + drift * seq_along(values)
  if (i %% 3 == 0) values[sample(length(values), 2)] <- NA
  cases[[length(cases) + 1]] <- if (i %% 2) chart(values) else chart(values, sample(5:9, 1))
}

made_by <- list(script = "control.R", R = as.character(getRversion()),
                jsonlite = as.character(packageVersion("jsonlite")))
write_json(list(made_by = lapply(made_by, unbox), charts = cases), "control.json",
           digits = I(17), na = "null", null = "null")
