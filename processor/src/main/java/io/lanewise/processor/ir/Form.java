package io.lanewise.processor.ir;

/**
 * How a parameter lies where it is not a vector or a matrix of its own.
 *
 * @param table whether it lies in rows, [rows, width] in memory as on disk
 * @param zeroRow the row of a table that starts as zeros; −1 for none
 * @param part number of this parameter among those that are one tensor on disk, one behind the other
 * @param parts how many these are; 1 for a tensor of its own
 */
public record Form(boolean table, int zeroRow, int part, int parts) {
    /** A vector or a matrix of its own. */
    public static final Form PLAIN = new Form(false, -1, 0, 1);
}
