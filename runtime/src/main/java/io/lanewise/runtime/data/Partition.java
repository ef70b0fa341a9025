package io.lanewise.runtime.data;

/**
 * Data in three parts that share no example.
 *
 * @param train the largest part as a rule, to train on
 * @param validation to choose settings and the epoch to stop by
 * @param test to judge the end by, once
 */
public record Partition(Dataset train, Dataset validation, Dataset test) {}
