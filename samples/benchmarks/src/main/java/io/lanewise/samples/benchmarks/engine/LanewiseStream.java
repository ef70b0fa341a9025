package io.lanewise.samples.benchmarks.engine;

/** Steps of a stream: the state that a call gives is what the next one takes, in two arrays by turns. */
final class LanewiseStream implements Call {
    private final LanewiseNet.Predictor predictor;
    private final int batch;
    private float[][] now;
    private float[][] next;

    LanewiseStream(LanewiseNet.Predictor predictor, float[] x, float[] state, int batch) {
        this.predictor = predictor;
        this.batch = batch;
        now = new float[][] {x, state};
        next = new float[][] {x, new float[state.length]};
    }

    @Override
    public void run() {
        predictor.predict(now, batch, next[1]);
        float[][] taken = now;
        now = next;
        next = taken;
    }

    @Override
    public float[] runAndRead() {
        run();
        return now[1].clone();
    }
}
