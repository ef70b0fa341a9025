package io.lanewise.runtime.data;

/**
 * Data in two parts that share no example.
 *
 * @param train the larger part as a rule, to train on
 * @param test the part held out, to judge on
 */
public record Split(Dataset train, Dataset test) {}
