package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.WarmUp;
import io.lanewise.runtime.kernel.Blocks;
import io.lanewise.runtime.kernel.Gemm;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.TakeOver;
import io.lanewise.runtime.kernel.Team;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Work.Product;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kernel of products as a model calls it: B in panels of 16 columns, rows of A and C shared by a team. */
final class LanewiseProduct implements Session {
    private static final int PANEL = 16;
    private static final int WARM_ROWS = 12;
    private static final long WARM_NANOS = 5_000_000_000L;

    private final int n;
    private final int k;
    private final float[] b;
    private final @Nullable Team team;

    LanewiseProduct(Product product, int threads) {
        n = product.n();
        k = product.k();
        b = panels(Data.floats(k * n));
        team = Team.of(threads);
        warmUp();
    }

    /** A row-major matrix k×n in panels, each row-major. */
    private float[] panels(float[] matrix) {
        float[] packed = new float[matrix.length];
        for (int row = 0; row < k; row++) {
            for (int column = 0; column < n; column += PANEL) {
                System.arraycopy(matrix, row * n + column, packed, column * k + row * PANEL, PANEL);
            }
        }
        return packed;
    }

    /** Does for the kernel what a model's own {@code warmUp} does. */
    private void warmUp() {
        Rows few = new Rows(WARM_ROWS);
        List<TakeOver> tiles = Gemm.takeOvers();
        tiles.forEach(tile -> tile.hurry(true));
        long start = System.nanoTime();
        do {
            few.rows(0, WARM_ROWS);
        } while (tiles.stream().anyMatch(tile -> tile.used() && tile.pending())
                && System.nanoTime() - start < WARM_NANOS);
        tiles.forEach(tile -> tile.hurry(false));
        List<String> scalar = tiles.stream()
                .filter(tile -> tile.used() && !tile.warm())
                .map(TakeOver::name)
                .toList();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println(LanewiseEngine.WARM_UP + new WarmUp(scalar.isEmpty(), took, scalar));
    }

    @Override
    public Call call(int batch) {
        return new Rows(batch);
    }

    /** A product of so many rows. */
    private final class Rows implements Call, Team.Work {
        private final int m;
        private final float[] a;
        private final float[] c;
        private final @Nullable Blocks blocks = team == null ? null : new Blocks(team);

        Rows(int m) {
            this.m = m;
            this.a = Data.floats(m * k);
            this.c = new float[m * n];
        }

        void rows(int from, int to) {
            Gemm.multiply(to - from, n, k, a, from * k, k, 1, b, 0, PANEL, PANEL * k, c, from * n, n, PANEL, false);
        }

        @Override
        public void run(Member member) {
            Blocks own = Objects.requireNonNull(blocks);
            for (int from = own.next(member); from >= 0; from = own.next(member)) {
                rows(from, own.end(from));
            }
        }

        @Override
        public void run() {
            if (team == null || blocks == null) {
                rows(0, m);
            } else {
                team.enter();
                blocks.divide(m, m);
                team.share(this);
                team.leave();
            }
        }

        @Override
        public float[] runAndRead() {
            run();
            return c.clone();
        }
    }
}
