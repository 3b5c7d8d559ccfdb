package services.benchmarks.load.http;

/**
 * Part of an open loop.
 *
 * @param kind of its requests
 * @param rate requests a second
 * @param clients that send them; who is due while all of them wait for answers waits for the first to be free
 */
public record Flow(String kind, Traffic traffic, double rate, int clients) {}
