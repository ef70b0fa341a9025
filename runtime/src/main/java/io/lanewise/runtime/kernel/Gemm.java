package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.GradientTiles;
import io.lanewise.runtime.kernel.vector.LargeGradientTiles;
import io.lanewise.runtime.kernel.vector.PackedTiles;
import io.lanewise.runtime.kernel.vector.PanelTiles;
import io.lanewise.runtime.kernel.vector.RowTiles;
import io.lanewise.runtime.kernel.vector.SmallStripTiles;
import io.lanewise.runtime.kernel.vector.StridedTile;
import io.lanewise.runtime.kernel.vector.StripTiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matrix products. Every element of the result is one chain of fused multiply-adds in the order of k, so its bits depend neither
 * on tiles nor on vector width, threads, or whether the code is warm.
 *
 * <p>Loops, where nothing is packed: k in parts, then columns, then rows. A strip of B stays in the second-level cache while all rows
 * of A stream past it, and the sums wait in C between parts, which changes no bit. Parts of A that stay in cache as well, so that B
 * streams instead, were slower: 92 % of the multiply-add peak against 97 % for 1024×1024×1024.
 */
public final class Gemm {
    /** Rows in a unit of what members share: whole tiles. */
    private static final int SHARE = 12;

    /** Columns in such a unit: of the widest tile. */
    private static final int SHARED_COLUMNS = 64;

    /** Steps of k in a part: a strip of 4 vectors of 512 bit of B then takes 256 KiB of the second-level cache. */
    private static final int PART = 1024;

    /**
     * The same of a gradient of weights that is not packed, whose rows of B lie far apart: 256 of them, and those of A, stay in the
     * second-level cache while all tiles stream past. 64×3200×256 took 750 µs by parts of 1024, and takes 570.
     */
    private static final int GRADIENT_PART = 256;

    /**
     * The same where both matrices are packed: a panel of each then stays in the first cache, of 32 KiB. Tiles over 128×512 reach 81
     * GFLOP/s by 128 steps and 71 by 256; over 64×256 they reach 77 by 128, 76 by 256 and 67 by 400 (Zen 3).
     */
    private static final int PACKED_PART = 128;

    /** Rows that are packed at once, so that they stay in the second-level cache, to meet all columns. */
    private static final int PACKED_ROWS = 192;

    /** Columns that are packed at once, to meet those rows. */
    private static final int PACKED_COLUMNS = 32;

    /** Rows from which on what packing takes is soon made up for, where the rows of A need none. */
    private static final int WORTH_PACKING = 16;

    /** Rows of a product that are still in cache for what follows it; a number of whole tiles. */
    private static final int BLOCK = 48;

    /** Floats of B that stay in the second-level cache, to be read again for the next rows: half of it. */
    private static final int RESIDENT = 128 * 1024;

    /** Floats of a product that are soon there again, half in that cache and half in the next. */
    private static final int NEAR = 256 * 1024;

    /**
     * Steps of k in a call while warming up: HotSpot unrolls a loop by the turns that it has seen, and one of 1 or 2 turns hardly,
     * which costs 4 to 7 % of the speed for good. Where somebody waits, so many would take over some 300 ms later. An odd number, so
     * that it sees what is left of steps by twos as well, and does not leave it out of what it compiles.
     */
    private static final int LOOP = 5;

    /** The same where somebody waits, of the tile that goes by two steps: both of its ways. */
    private static final int TURN_AND_REST = 3;

    /** Columns of {@link #UNREAD}: the most of a tile. */
    private static final int UNREAD_ROW = 128;

    /** Sums that nobody reads, of the most rows. */
    private static final float[] UNREAD = new float[12 * UNREAD_ROW];

    // The tiles, named by their rows and the layouts they know.
    private static final int PANEL_FOUR = 0;
    private static final int PANEL_SIX = 1;
    private static final int PANEL_TWELVE = 2;
    private static final int PANEL_THREE = 3;
    private static final int ROW = 4;
    private static final int ROW_PAIR = 5;
    private static final int STRIDED = 6;
    private static final int GRADIENT_TALL = 7;
    private static final int PACKED_SIX = 8;
    private static final int GRADIENT_TWELVE = 9;
    private static final int PANEL_FOUR_MORE = 10;
    private static final int ROW_FOUR = 11;
    private static final int GRADIENT_FOUR = 12;
    private static final int PANEL_FIVE = 13;
    private static final int GRADIENT_WIDE = 14;
    private static final int SMALL_SIX = 15;
    private static final int SMALL_FIVE = 16;
    private static final int PACKED_FIVE = 17;
    private static final int SMALL_ROW = 18;

    private static final Vectors VECTORS = Vectors.ofRuntime();
    private static final TakeOver[] TAKE_OVERS = {
        TakeOver.of(VECTORS, "gemm, 4 rows"),
        TakeOver.of(VECTORS, "gemm, 6 rows"),
        TakeOver.of(VECTORS, "gemm, 12 rows"),
        TakeOver.of(VECTORS, "gemm, 3 rows"),
        TakeOver.of(VECTORS, "gemm, 1 row"),
        TakeOver.of(VECTORS, "gemm, 1 narrow row"),
        TakeOver.of(VECTORS, "gemm, strided"),
        TakeOver.of(VECTORS, "gemm, gradient, 12 rows"),
        TakeOver.of(VECTORS, "gemm, packed, 6 rows"),
        TakeOver.of(VECTORS, "gemm, gradient, 12 narrow rows"),
        TakeOver.of(VECTORS, "gemm, 4 rows, more"),
        TakeOver.of(VECTORS, "gemm, 1 row, near"),
        TakeOver.of(VECTORS, "gemm, gradient, 4 rows"),
        TakeOver.of(VECTORS, "gemm, 5 rows"),
        TakeOver.of(VECTORS, "gemm, gradient, 4 wide rows"),
        TakeOver.of(VECTORS, "gemm, 6 rows of a panel"),
        TakeOver.of(VECTORS, "gemm, 5 rows of a panel"),
        TakeOver.of(VECTORS, "gemm, packed, 5 rows"),
        TakeOver.of(VECTORS, "gemm, 1 row of panels"),
    };

    static {
        for (int kind = 0; kind < TAKE_OVERS.length; kind++) {
            TAKE_OVERS[kind].proof(new TileProof(kind));
        }
    }

    /** Whether the tiles' classes may be loaded. */
    private static boolean open;

    private Gemm() {}

    /**
     * {@code C = A·B}, or {@code C += A·B} with {@code add}.
     *
     * <p>A(i, k) lies at {@code aAt + i·aRow + k·aColumn}; B(k, j) at {@code bAt + (j/16)·bPanel + k·bRow + j%16}; C(i, j) at
     * {@code cAt + (j/16)·cPanel + i·cRow + j%16}. A row-major matrix has its stride as row and 16 as panel; a matrix in panels
     * has 16 as row and 16 times its number of rows as panel. A transposed A has row 1 and the stride as column.
     *
     * @param m rows of A and C, 0 or more
     * @param n columns of B and C, a multiple of 16: all are computed, padding too
     * @param k columns of A and rows of B; 0 gives zeros
     * @throws IndexOutOfBoundsException if an element lies outside its array
     */
    public static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        multiply(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add, false);
    }

    /**
     * The same, its columns from the last to the first with {@code back}. Where one B is read call after call and is larger than
     * the first cache, to turn round each time finds there what the last call has left: an LSTM 32→64 of one row over 100 steps
     * takes 54 µs so, and 61 without.
     */
    public static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add,
            boolean back) {
        if ((n & 15) != 0) {
            throw new IllegalArgumentException("Columns must be padded to a multiple of 16 but there are " + n + ".");
        }
        if (m <= 0 || n == 0) {
            return;
        }
        if (!open && !opens()) {
            long start = System.nanoTime();
            ScalarGemm.multiply(m, 0, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            Budget.earn(System.nanoTime() - start);
            return;
        }
        boolean panels = aColumn == 1 && bRow == 16;
        boolean gradient = aRow == 1 && bPanel == 16;
        boolean packs = !panels && bPanel == 16 && (gradient || aColumn == 1 && m >= WORTH_PACKING) && PackedTiles.HAS;
        int done = 0;
        do {
            // A remainder of a few steps goes with the last part: the way through C would cost more than the cache
            // saves.
            int most = !gradient ? PART : packs ? PACKED_PART : GRADIENT_PART;
            int part = k - done <= most + most / 2 ? k - done : most;
            int ak = aAt + done * aColumn;
            int bk = bAt + done * bRow;
            boolean more = add || done > 0;
            if (panels) {
                panels(m, n, part, a, ak, aRow, b, bk, bPanel, c, cAt, cRow, cPanel, more, back);
            } else if (packs) {
                packed(m, n, part, a, ak, aRow, aColumn, b, bk, bRow, c, cAt, cRow, cPanel, more);
            } else if (gradient) {
                gradient(m, n, part, a, ak, aColumn, b, bk, bRow, c, cAt, cRow, cPanel, more);
            } else {
                part(
                        STRIDED, m, 0, n, part, a, ak, aRow, aColumn, b, bk, bRow, bPanel, c, cAt, cRow, cPanel, more,
                        false);
            }
            done += part;
        } while (done < k);
    }

    /**
     * Rows that a product and what follows it had better do in turn: a few; or, where the matrix does not stay in cache and comes
     * from memory for every few, as many as are still near. An encoder of 128 tokens, 384 wide, takes 3 % less time so.
     *
     * @param n columns of B
     * @param k rows of B
     */
    public static int block(int n, int k) {
        return (long) n * k <= RESIDENT ? BLOCK : Math.max(BLOCK, NEAR / n / SHARE * SHARE);
    }

    /**
     * Rows, {@code rows} or else 16, so that products of so many leave no tile half empty. Where tiles have six and five rows, four are
     * computed as five, and eight as nine; a training step of an LSTM takes 7 % less by 16 examples than by 4. The same in every call;
     * the first that asks for the tiles loads what is left of the vector classes, in up to 25 ms.
     */
    public static int fullTiles(int rows) {
        boolean full = rows >= 16 || rows % 6 == 0 || fives(rows) > 0;
        return full || !Rows.SIXES ? rows : 16;
    }

    /** Decided once, since arrays are made by it. */
    private static final class Rows {
        static final boolean SIXES = VECTORS.usable() && SelfTest.passed() && SmallStripTiles.HAS;
    }

    /**
     * As many products {@code C = A·B}, each of matrices that lie right behind those of the one before, in padded rows.
     *
     * @param products how many
     * @param n columns of B and C, padded to a multiple of 16
     * @param aRow floats from one row of A to the next; 1 where A is read transposed
     * @param aColumn 1, or the floats from one row of what is read transposed to the next
     * @param bRow floats from one row of B to the next
     */
    public static void multiplyEach(
            int products,
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt) {
        multiplyEach(products, m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt, k * bRow);
    }

    /** The same where the matrices B lie {@code bAll} floats apart, more than they take. */
    public static void multiplyEach(
            int products,
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int bAll) {
        int aAll = aColumn == 1 ? m * aRow : k * aColumn;
        for (int i = 0; i < products; i++) {
            int at = aAt + i * aAll;
            multiply(m, n, k, a, at, aRow, aColumn, b, bAt + i * bAll, bRow, 16, c, cAt + i * m * n, n, 16, false);
        }
    }

    /** The products that are {@code member}'s. */
    public static void multiplyEach(
            Member member,
            int products,
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt) {
        int from = member.from(products);
        int count = member.to(products) - from;
        int at = aAt + from * (aColumn == 1 ? m * aRow : k * aColumn);
        multiplyEach(count, m, n, k, a, at, aRow, aColumn, b, bAt + from * k * bRow, bRow, c, cAt + from * m * n);
    }

    private static boolean opens() {
        boolean all = VECTORS.forced() || TAKE_OVERS[ROW].hurried();
        open = VECTORS.usable() && (all ? SelfTest.passed() : Budget.begun() && SelfTest.advanced());
        return open;
    }

    /** The common layout: whole tiles of rows, a rest of up to three by narrower tiles. */
    private static void panels(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add,
            boolean back) {
        if (m == 1) {
            row(n, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add, back);
            return;
        }
        int whole = SmallStripTiles.HAS
                ? smallStrips(m, n, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add, back)
                : tiles(m, n, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add, back);
        if (whole < m) {
            int ar = aAt + whole * aRow;
            int cr = cAt + whole * cRow;
            if (m - whole == 1) {
                row(n, k, a, ar, aRow, b, bAt, bPanel, c, cr, cRow, cPanel, add, back);
            } else {
                int three = m - whole;
                part(PANEL_THREE, three, 0, n, k, a, ar, aRow, 1, b, bAt, 16, bPanel, c, cr, cRow, cPanel, add, back);
            }
        }
    }

    /** Rows by tiles of four, or of six and twelve, and how many of them that are: all but up to three. */
    private static int tiles(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add,
            boolean back) {
        boolean four = StripTiles.HAS && (add || cPanel == 16);
        int wide = four ? n - n % StripTiles.WIDTH : 0;
        int rest = m % (wide > 0 ? 4 : 6);
        int whole = rest > 3 ? m : m - rest;
        if (wide > 0 && !add && (long) n * k > RESIDENT) {
            strips(m, wide, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, back);
            whole = m;
        } else {
            int fours = add ? PANEL_FOUR_MORE : PANEL_FOUR;
            part(fours, whole, 0, wide, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, back);
        }
        int pairs = n - n % PanelTiles.SIX;
        part(PANEL_SIX, whole, wide, pairs, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, back);
        part(PANEL_TWELVE, whole, pairs, n, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, back);
        return whole;
    }

    /**
     * Strips of a matrix that comes from memory, all rows of one before the next: the first of them by fives, which compute more
     * meanwhile, then by fours, and two or three that are left.
     *
     * @param n columns, whole strips
     */
    private static void strips(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            boolean back) {
        int over = m % 4;
        // 4q + r rows are r fives and else fours, if they suffice for that; if not, fours and a rest of r. Where fours
        // would leave none, one five comes first, and three are left.
        int fives = over == 0 ? (m > 4 ? 5 : 0) : m < 5 * over ? 0 : 5 * over;
        int whole = fives + (m - fives & -4);
        for (int strip = 0; strip < n; strip += StripTiles.WIDTH) {
            int from = back ? n - StripTiles.WIDTH - strip : strip;
            int to = from + StripTiles.WIDTH;
            part(PANEL_FIVE, fives, from, to, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, 16, false, false);
            int ar = aAt + fives * aRow;
            int cr = cAt + fives * cRow;
            int fours = whole - fives;
            part(PANEL_FOUR, fours, from, to, k, a, ar, aRow, 1, b, bAt, 16, bPanel, c, cr, cRow, 16, false, false);
            ar = aAt + whole * aRow;
            cr = cAt + whole * cRow;
            int rest = m - whole;
            part(PANEL_THREE, rest, from, to, k, a, ar, aRow, 1, b, bAt, 16, bPanel, c, cr, cRow, 16, false, false);
        }
    }

    /**
     * Rows by sixes and fives of two small vectors, and how many of them that are: all but up to three. A matrix that comes from
     * memory goes strip by strip, as soon as that is fast.
     */
    private static int smallStrips(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add,
            boolean back) {
        if (m < 4) {
            return 0;
        }
        int fives = m == 4 ? m : fives(m); // four go as a five
        int sixes = (m - fives) / 6 * 6;
        boolean warm = (sixes == 0 || TAKE_OVERS[SMALL_SIX].warm()) && (fives == 0 || TAKE_OVERS[SMALL_FIVE].warm());
        int step = warm && (long) n * k > RESIDENT ? SmallStripTiles.WIDTH : n;
        int ar = aAt + sixes * aRow;
        int cr = cAt + sixes * cRow;
        for (int done = 0; done < n; done += step) {
            int from = back ? n - step - done : done;
            int to = from + step;
            part(SMALL_SIX, sixes, from, to, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, back);
            part(SMALL_FIVE, fives, from, to, k, a, ar, aRow, 1, b, bAt, 16, bPanel, c, cr, cRow, cPanel, add, back);
        }
        return sixes + fives;
    }

    /**
     * One row: columns by strips of four panels, of 512 bit where a matrix is near, else by eight vectors, and a narrow rest by two, so
     * that a small layer computes little in vain.
     */
    private static void row(
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add,
            boolean back) {
        boolean near = StripTiles.HAS && !add && cPanel == 16 && (long) n * k <= RESIDENT;
        int strips = near ? n - n % StripTiles.WIDTH : SmallStripTiles.HAS ? n - n % RowTiles.PANELS : 0;
        int rest = n % RowTiles.ONE;
        int wide = near ? strips : rest <= RowTiles.PAIR ? n - rest : n;
        // A call that finds nothing to do still hands on its arguments, which takes as long as 64 columns.
        boolean last = wide > strips;
        if (last && back) {
            part(ROW, 1, strips, wide, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, true);
        }
        if (strips > 0) {
            int kind = near ? ROW_FOUR : SMALL_ROW;
            part(kind, 1, 0, strips, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, back);
        }
        if (last && !back) {
            part(ROW, 1, strips, wide, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, false);
        }
        if (n > wide) {
            part(ROW_PAIR, 1, wide, n, k, a, aAt, aRow, 1, b, bAt, 16, bPanel, c, cAt, cRow, cPanel, add, back);
        }
    }

    /**
     * Row-major matrices of which B is read in panels, which are made as they are needed, and so is A where its columns are the sums',
     * as of the gradient of weights, Xᵀ·dY. Parts of k, then rows, then columns: the panels of a part stay in cache.
     */
    private static void packed(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        boolean both = aRow == 1;
        int most = both ? PACKED_ROWS : m;
        int panel = 16 * k;
        int bPacked = both ? Math.min(most, m + 15 & -16) * k : 0;
        float[] packed = Spare.take(bPacked + PACKED_COLUMNS * k);
        for (int i = 0; i < m; i += most) {
            int rows = Math.min(most, m - i);
            if (both) {
                Packing.pack(rows, 1, k, a, aAt + i, 0, aColumn, packed, 0, panel);
            }
            for (int j = 0; j < n; j += PACKED_COLUMNS) {
                int columns = Math.min(PACKED_COLUMNS, n - j);
                int to = cAt + i * cRow + j / 16 * cPanel;
                Packing.pack(columns, 1, k, b, bAt + j, 0, bRow, packed, bPacked, panel);
                if (!both) {
                    panels(m, columns, k, a, aAt, aRow, packed, 0, panel, c, to, cRow, cPanel, add, false);
                }
                for (int r = 0; both && r < rows; r += 16) {
                    packed(
                            Math.min(16, rows - r),
                            columns,
                            k,
                            packed,
                            r * k,
                            bPacked,
                            c,
                            to + r * cRow,
                            cRow,
                            cPanel,
                            add);
                }
            }
        }
        Spare.give(packed);
    }

    /** A panel's rows, up to 16, times panels, all in one array: as few tiles as it takes. */
    static void packed(
            int m,
            int n,
            int k,
            float[] packed,
            int aAt,
            int bAt,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int sixes = m == 12 ? m : m == 6 || m > 10 ? 6 : 0;
        int fives = m - sixes;
        int panel = 16 * k;
        part(PACKED_SIX, sixes, 0, n, k, packed, aAt, 1, 16, packed, bAt, 16, panel, c, cAt, cRow, cPanel, add, false);
        int ar = aAt + sixes;
        int cr = cAt + sixes * cRow;
        part(PACKED_FIVE, fives, 0, n, k, packed, ar, 1, 16, packed, bAt, 16, panel, c, cr, cRow, cPanel, add, false);
    }

    /** The gradient of weights, Xᵀ·dY, by vectors of 512 bit: by twelves, then by fours, a rest of rows by the tile of any layout. */
    private static void gradient(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int pairs = n - n % GradientTiles.PAIR;
        int whole = m - m % 12;
        part(GRADIENT_TALL, whole, 0, pairs, k, a, aAt, 1, aColumn, b, bAt, bRow, 16, c, cAt, cRow, cPanel, add, false);
        int rest = m - whole;
        // Without adding, the last tiles may begin early and compute some rows again. Else one of any layout does the
        // last few rows sooner than a four and what that leaves.
        boolean early = !add && whole > 0;
        int fours = early ? rest + 3 & -4 : rest % 4 == 0 ? rest : Math.max(0, rest - 3) & -4;
        int end = early ? m : whole + fours;
        int from = end - fours;
        int ar = aAt + from;
        int cr = cAt + from * cRow;
        int wide = n - n % LargeGradientTiles.WIDE;
        part(GRADIENT_WIDE, fours, 0, wide, k, a, ar, 1, aColumn, b, bAt, bRow, 16, c, cr, cRow, cPanel, add, false);
        part(
                GRADIENT_FOUR,
                fours,
                wide,
                pairs,
                k,
                a,
                ar,
                1,
                aColumn,
                b,
                bAt,
                bRow,
                16,
                c,
                cr,
                cRow,
                cPanel,
                add,
                false);
        ar = aAt + end;
        cr = cAt + end * cRow;
        part(STRIDED, m - end, 0, pairs, k, a, ar, 1, aColumn, b, bAt, bRow, 16, c, cr, cRow, cPanel, add, false);
        int twelves = add || m < 12 ? m - m % 12 : m;
        part(
                GRADIENT_TWELVE,
                twelves,
                pairs,
                n,
                k,
                a,
                aAt,
                1,
                aColumn,
                b,
                bAt,
                bRow,
                16,
                c,
                cAt,
                cRow,
                cPanel,
                add,
                false);
        ar = aAt + twelves;
        cr = cAt + twelves * cRow;
        part(STRIDED, m - twelves, pairs, n, k, a, ar, 1, aColumn, b, bAt, bRow, 16, c, cr, cRow, cPanel, add, false);
    }

    /** The rows that go by fives, so that the others go by sixes: 6q − r rows are r fives and sixes. None where they do not suffice. */
    private static int fives(int m) {
        int fives = (6 - m % 6) % 6 * 5;
        return fives > m ? 0 : fives;
    }

    static int rows(int kind) {
        return switch (kind) {
            case PANEL_FOUR, PANEL_FOUR_MORE, GRADIENT_FOUR, GRADIENT_WIDE -> 4;
            case PANEL_FIVE, SMALL_FIVE, PACKED_FIVE -> 5;
            case PANEL_TWELVE, GRADIENT_TALL, GRADIENT_TWELVE -> 12;
            case PANEL_THREE -> 3;
            case ROW, ROW_PAIR, ROW_FOUR, SMALL_ROW -> 1;
            default -> 6;
        };
    }

    /** Whether a tile walks through all rows and columns. */
    static boolean walks(int kind) {
        return switch (kind) {
            case PANEL_FOUR, PANEL_FIVE, ROW_FOUR, SMALL_ROW, SMALL_SIX, SMALL_FIVE, PACKED_SIX, PACKED_FIVE -> true;
            default -> false;
        };
    }

    /** Whether a tile may add to C; others begin at zero. */
    static boolean adds(int kind) {
        return switch (kind) {
            case PANEL_FOUR, PANEL_FIVE, ROW_FOUR -> false;
            default -> true;
        };
    }

    /** Whether products of this machine's vectors use a tile. */
    static boolean isThere(int kind) {
        return switch (kind) {
            case PANEL_FOUR, PANEL_FIVE, PANEL_FOUR_MORE, ROW_FOUR -> StripTiles.HAS;
            case SMALL_SIX, SMALL_FIVE, SMALL_ROW -> SmallStripTiles.HAS;
            case PANEL_SIX -> !SmallStripTiles.HAS;
            case ROW_PAIR -> RowTiles.PAIR >= 16; // or no rest of whole panels is as narrow
            case PANEL_TWELVE, GRADIENT_TWELVE -> PanelTiles.SIX > 16; // or no vector is left of any number of panels
            case GRADIENT_TALL, GRADIENT_FOUR, GRADIENT_WIDE -> !PackedTiles.HAS;
            case PACKED_SIX, PACKED_FIVE -> PackedTiles.HAS;
            default -> true;
        };
    }

    /** Whether a tile needs rows of A side by side, and B row-major. */
    static boolean gradient(int kind) {
        return switch (kind) {
            case GRADIENT_TALL, GRADIENT_FOUR, GRADIENT_WIDE, GRADIENT_TWELVE -> true;
            default -> false;
        };
    }

    /** Whether a tile needs both matrices in panels. */
    static boolean packed(int kind) {
        return kind == PACKED_SIX || kind == PACKED_FIVE;
    }

    static int width(int kind) {
        return switch (kind) {
            case PANEL_FOUR, PANEL_FIVE, PANEL_FOUR_MORE, ROW_FOUR -> StripTiles.WIDTH;
            case SMALL_SIX, SMALL_FIVE -> SmallStripTiles.WIDTH;
            case PACKED_SIX, PACKED_FIVE -> PackedTiles.WIDTH;
            case GRADIENT_TALL -> LargeGradientTiles.TALL;
            case GRADIENT_WIDE -> LargeGradientTiles.WIDE;
            case PANEL_TWELVE, GRADIENT_TWELVE -> PanelTiles.TWELVE;
            case PANEL_THREE -> PanelTiles.THREE;
            case ROW -> RowTiles.ONE;
            case SMALL_ROW -> RowTiles.PANELS;
            case ROW_PAIR -> RowTiles.PAIR;
            default -> PanelTiles.SIX;
        };
    }

    /** The columns {@code from} to {@code to} of {@code m} rows by tiles of one kind, or cold by the twin and one slice. */
    private static void part(
            int kind,
            int m,
            int from,
            int to,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add,
            boolean back) {
        if (m == 0 || from == to) {
            return;
        }
        if (!TAKE_OVERS[kind].warm()) {
            cold(kind, m, from, to, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            return;
        }
        TAKE_OVERS[kind].computed((long) m * (to - from) * k);
        int rows = rows(kind);
        int width = width(kind);
        int first = back ? from + (to - from - 1) / width * width : from;
        int next = back ? -width : width;
        if (walks(kind)) {
            int strips = (to - from) / width;
            walk(
                    kind, m, first, next, strips, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel,
                    add);
            return;
        }
        for (int j = first; j >= from && j < to; j += next) {
            for (int i = 0; i < m; i += rows) {
                int row = gradient(kind) ? Math.min(i, m - rows) : i;
                int ar = aAt + row * aRow;
                int cr = cAt + row * cRow;
                tile(kind, m - row, to, j, k, a, ar, aRow, aColumn, b, bAt, bRow, bPanel, c, cr, cRow, cPanel, add);
            }
        }
    }

    /** All rows of strips of columns, {@code next} columns from one to the next, by a tile that walks. */
    static void walk(
            int kind,
            int m,
            int first,
            int next,
            int strips,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        switch (kind) {
            case ROW_FOUR -> RowTiles.four(first, next, strips, k, a, aAt, b, bAt, bPanel, c, cAt);
            case SMALL_ROW -> RowTiles.panels(first, next, strips, k, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            case SMALL_SIX ->
                SmallStripTiles.six(m, first, next, strips, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case SMALL_FIVE ->
                SmallStripTiles.five(
                        m, first, next, strips, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case PACKED_SIX ->
                PackedTiles.six(m, first, next, strips, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case PACKED_FIVE ->
                PackedTiles.five(m, first, next, strips, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case PANEL_FIVE -> StripTiles.five(m, first, next, strips, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow);
            default -> StripTiles.four(m, first, next, strips, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow);
        }
    }

    static void tile(
            int kind,
            int m,
            int n,
            int j,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        switch (kind) {
            case PANEL_FOUR, PANEL_FIVE, ROW_FOUR, SMALL_ROW, SMALL_SIX, SMALL_FIVE, PACKED_SIX, PACKED_FIVE ->
                walk(kind, m, j, 0, 1, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            case PANEL_FOUR_MORE -> PanelTiles.fourMore(j, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel);
            case PANEL_SIX -> PanelTiles.six(m, n, j, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case PANEL_TWELVE -> PanelTiles.twelve(m, n, j, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case PANEL_THREE -> PanelTiles.three(m, n, j, k, a, aAt, aRow, b, bAt, bPanel, c, cAt, cRow, cPanel, add);
            case ROW -> RowTiles.one(n, j, k, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            case ROW_PAIR -> RowTiles.pair(n, j, k, a, aAt, b, bAt, bPanel, c, cAt, cPanel, add);
            case GRADIENT_TALL ->
                LargeGradientTiles.tall(j, k, a, aAt, aColumn, b, bAt, bRow, c, cAt, cRow, cPanel, add);
            case GRADIENT_FOUR -> GradientTiles.four(j, k, a, aAt, aColumn, b, bAt, bRow, c, cAt, cRow, cPanel, add);
            case GRADIENT_WIDE ->
                LargeGradientTiles.wide(j, k, a, aAt, aColumn, b, bAt, bRow, c, cAt, cRow, cPanel, add);
            case GRADIENT_TWELVE ->
                GradientTiles.twelve(j, k, a, aAt, aColumn, b, bAt, bRow, c, cAt, cRow, cPanel, add);
            default ->
                StridedTile.six(m, n, j, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        }
    }

    /**
     * The twin computes, except for the first steps of k of the first tiles, which the vector form may compute, a few steps at a
     * time so that it meets both a new C and one to add to; the twin then continues those tiles from C. Of a tile that adds to
     * nothing the first call counts, and the others are for its time alone, as are calls that warming up adds.
     */
    private static void cold(
            int kind,
            int m,
            int from,
            int to,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        TakeOver takeOver = TAKE_OVERS[kind];
        int rows = Math.min(rows(kind), m);
        int width = Math.min(width(kind), to - from);
        long work = (long) m * (to - from) * k;
        long tile = (long) rows * width;
        long slice = takeOver.slice(work, tile);
        long start = System.nanoTime();
        int i = 0;
        int end = from;
        int steps = 0;
        int computed = 0;
        long extra = 0;
        if (slice > 0) {
            // At least one tile and one step; when that has become cheap, more steps, more rows, more columns.
            long left = Math.max(1, slice / tile);
            int most = takeOver.hurried() ? LOOP : kind == PANEL_FOUR ? TURN_AND_REST : 1;
            int loop = (int) Math.min(Math.min(left, k), most);
            left /= loop;
            int down = (int) Math.min(left, m / rows);
            left /= down;
            int across = (int) Math.min(left, (to - from) / width);
            left /= across;
            int calls = takeOver.mostCalls();
            int parts = takeOver.slow() ? Math.max(1, calls / (down * across)) : adds(kind) ? 2 : 1;
            int all = (int) Math.min(left * loop, k);
            int deep = Math.min(all / loop, parts);
            int step = all / deep;
            i = down * rows;
            end = from + across * width;
            computed = deep * step;
            steps = adds(kind) ? computed : step;
            for (int t = 0; t < computed; t += step) {
                int ak = aAt + t * aColumn;
                int bk = bAt + t * bRow;
                boolean more = add || t > 0;
                boolean read = t < steps;
                for (int j = from; j < end; j += width) {
                    for (int r = 0; r < i; r += rows) {
                        int ar = ak + r * aRow;
                        if (read) {
                            int cr = cAt + r * cRow;
                            tile(
                                    kind, rows, end, j, step, a, ar, aRow, aColumn, b, bk, bRow, bPanel, c, cr, cRow,
                                    cPanel, more);
                        } else {
                            unread(kind, rows, end, j, step, a, ar, aRow, aColumn, b, bk, bRow, bPanel, more);
                        }
                    }
                }
            }
            // A tile that a round calls seldom is called as often as HotSpot wants to see it.
            int again = takeOver.extra(tile * loop, calls - deep * down * across);
            for (int call = 0; call < again; call++) {
                unread(kind, rows, end, from, loop, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, add);
            }
            extra = again * loop * tile;
        }
        long middle = System.nanoTime();
        if (i > 0) {
            int ak = aAt + steps * aColumn;
            int bk = bAt + steps * bRow;
            ScalarGemm.multiply(
                    i, from, end, k - steps, a, ak, aRow, aColumn, b, bk, bRow, bPanel, c, cAt, cRow, cPanel, true);
            ScalarGemm.multiply(i, end, to, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        }
        int aRest = aAt + i * aRow;
        int cRest = cAt + i * cRow;
        ScalarGemm.multiply(
                m - i, from, to, k, a, aRest, aRow, aColumn, b, bAt, bRow, bPanel, c, cRest, cRow, cPanel, add);
        long tiles = i * (long) (end - from);
        takeOver.timed(tiles * computed + extra, middle - start, work - tiles * steps, System.nanoTime() - middle);
    }

    /** A tile for nothing but its time, and for HotSpot to see it. */
    private static void unread(
            int kind,
            int rows,
            int end,
            int j,
            int steps,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            boolean add) {
        int cAt = -j;
        tile(kind, rows, end, j, steps, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, UNREAD, cAt, UNREAD_ROW, 16, add);
    }

    /** The rows or columns of a product that are {@code member}'s. */
    public static void multiply(
            Member member,
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        boolean byColumns = member.sharesColumns(m);
        int row = byColumns ? 0 : member.from(m, SHARE);
        int rows = byColumns ? m : member.to(m, SHARE) - row;
        int column = byColumns ? member.from(n, SHARED_COLUMNS) : 0;
        int columns = byColumns ? member.to(n, SHARED_COLUMNS) - column : n;
        if (rows > 0) {
            multiply(
                    rows,
                    columns,
                    k,
                    a,
                    aAt + row * aRow,
                    aRow,
                    aColumn,
                    b,
                    bAt + column / 16 * bPanel,
                    bRow,
                    bPanel,
                    c,
                    cAt + row * cRow + column / 16 * cPanel,
                    cRow,
                    cPanel,
                    add);
        }
    }

    /**
     * What a kernel that one thread runs adds over rows, for the members of a team, once all of them are here: the columns that
     * are {@code member}'s, row by row from the first, which gives the bits of that kernel. Nothing for a member that is alone.
     *
     * @param rows rows of {@code x}, one after the other
     * @param width columns, without padding
     * @param add whether to add to the sums of rows before these, not to zeros
     */
    public static void sums(
            Member member, int rows, int width, float[] x, int xAt, int xRow, float[] sums, int sumsAt, boolean add) {
        if (member.isAlone()) {
            return;
        }
        member.barrier();
        int from = member.from(width, 16);
        int to = member.to(width, 16);
        if (!add) {
            // Padding, too.
            Arrays.fill(sums, sumsAt + from, sumsAt + (to + 15 & -16), 0f);
        }
        for (int i = 0; i < rows; i++) {
            int row = xAt + i * xRow;
            for (int j = from; j < to; j++) {
                sums[sumsAt + j] += x[row + j];
            }
        }
    }

    /** The take-overs of the tiles that products of this machine's vectors use, to warm up. */
    public static List<TakeOver> takeOvers() {
        List<TakeOver> result = new ArrayList<>();
        for (int kind = 0; kind < TAKE_OVERS.length; kind++) {
            if (!VECTORS.usable() || isThere(kind)) {
                result.add(TAKE_OVERS[kind]);
            }
        }
        if (!VECTORS.usable() || PackedTiles.HAS) {
            result.add(Packing.TAKE_OVER);
        }
        return result;
    }
}
