package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Function;

/** The sum of two or more nodes. */
final class Add extends Elementwise {
    Add() {
        super("Add", "add", Function.ADD);
    }
}
