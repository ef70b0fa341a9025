package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.VectorPasses;

/**
 * Elementwise passes over up to five flat arrays with up to six constants, each with its own take-over. What a pass does not use
 * is handed in all the same, so that one driver serves all of them.
 */
enum Pass {
    ADAGRAD("adagrad"),
    ADADELTA("adadelta"),
    RMS("rms"),
    RMS_MOMENTUM("rmsMomentum"),
    RMS_CENTERED("rmsCentered"),
    RMS_CENTERED_MOMENTUM("rmsCenteredMomentum"),
    ADAMAX("adamax"),
    NADAM("nadam"),
    AMS_GRAD("amsGrad"),
    FTRL("ftrl"),
    CLAMP("clamp"),
    ADD("add"),
    AVERAGE("average");

    private final TakeOver kernel;

    Pass(String name) {
        kernel = TakeOver.of(Vectors.ofRuntime(), name);
        kernel.proof(new PassProof(this));
    }

    /** The take-over of this pass, to warm up. */
    TakeOver takeOver() {
        return kernel;
    }

    /** Computes the numbers {@code from} to {@code to}, multiples of 16, in whichever form is due. */
    void run(
            float[] w,
            float[] g,
            float[] a,
            float[] b,
            float[] c,
            int from,
            int to,
            float p,
            float q,
            float r,
            float s,
            float t,
            float u) {
        if (kernel.warm()) {
            vector(w, g, a, b, c, from, to, p, q, r, s, t, u);
            return;
        }
        int at = Update.split(kernel, from, to);
        long start = System.nanoTime();
        if (at > from) {
            vector(w, g, a, b, c, from, at, p, q, r, s, t, u);
        }
        long middle = System.nanoTime();
        scalar(w, g, a, b, c, at, to, p, q, r, s, t, u);
        Update.timed(kernel, from, at, to, start, middle);
    }

    /** The vector form, warm or not. */
    void vector(
            float[] w,
            float[] g,
            float[] a,
            float[] b,
            float[] c,
            int from,
            int to,
            float p,
            float q,
            float r,
            float s,
            float t,
            float u) {
        switch (this) {
            case ADAGRAD -> VectorPasses.adagrad(w, g, a, from, to, p, q, r);
            case ADADELTA -> VectorPasses.adadelta(w, g, a, b, from, to, p, q, r);
            case RMS -> VectorPasses.rms(w, g, a, from, to, p, q, r, s);
            case RMS_MOMENTUM -> VectorPasses.rmsMomentum(w, g, a, b, from, to, p, q, r, s, t, u);
            case RMS_CENTERED -> VectorPasses.rmsCentered(w, g, a, b, from, to, p, q, r, s);
            case RMS_CENTERED_MOMENTUM -> VectorPasses.rmsCenteredMomentum(w, g, a, b, c, from, to, p, q, r, s, t, u);
            case ADAMAX -> VectorPasses.adamax(w, g, a, b, from, to, p, q, r, s, t);
            case NADAM -> VectorPasses.nadam(w, g, a, b, from, to, p, q, r, s, t, u);
            case AMS_GRAD -> VectorPasses.amsGrad(w, g, a, b, c, from, to, p, q, r, s, t);
            case FTRL -> VectorPasses.ftrl(w, g, a, b, from, to, p, q, r, s);
            case CLAMP -> VectorPasses.clamp(w, from, to, p);
            case ADD -> VectorPasses.add(w, g, from, to, p);
            case AVERAGE -> VectorPasses.average(w, g, from, to, p);
        }
    }

    /** Its twin. */
    void scalar(
            float[] w,
            float[] g,
            float[] a,
            float[] b,
            float[] c,
            int from,
            int to,
            float p,
            float q,
            float r,
            float s,
            float t,
            float u) {
        switch (this) {
            case ADAGRAD -> ScalarPasses.adagrad(w, g, a, from, to, p, q, r);
            case ADADELTA -> ScalarPasses.adadelta(w, g, a, b, from, to, p, q, r);
            case RMS -> ScalarPasses.rms(w, g, a, from, to, p, q, r, s);
            case RMS_MOMENTUM -> ScalarPasses.rmsMomentum(w, g, a, b, from, to, p, q, r, s, t, u);
            case RMS_CENTERED -> ScalarPasses.rmsCentered(w, g, a, b, from, to, p, q, r, s);
            case RMS_CENTERED_MOMENTUM -> ScalarPasses.rmsCenteredMomentum(w, g, a, b, c, from, to, p, q, r, s, t, u);
            case ADAMAX -> ScalarPasses.adamax(w, g, a, b, from, to, p, q, r, s, t);
            case NADAM -> ScalarPasses.nadam(w, g, a, b, from, to, p, q, r, s, t, u);
            case AMS_GRAD -> ScalarPasses.amsGrad(w, g, a, b, c, from, to, p, q, r, s, t);
            case FTRL -> ScalarPasses.ftrl(w, g, a, b, from, to, p, q, r, s);
            case CLAMP -> ScalarPasses.clamp(w, from, to, p);
            case ADD -> ScalarPasses.add(w, g, from, to, p);
            case AVERAGE -> ScalarPasses.average(w, g, from, to, p);
        }
    }
}
