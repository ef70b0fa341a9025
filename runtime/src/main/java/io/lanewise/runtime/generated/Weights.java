package io.lanewise.runtime.generated;

import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.runtime.kernel.TakeOver;
import io.lanewise.runtime.kernel.Team;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one network: an immutable set behind one volatile reference. A new set is published as a whole, so each call
 * that reads {@link #current()} once computes with one version entirely, whatever other threads do.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Weights {
    private final ModelCode code;
    private final Scratch scratch;
    private volatile float[] current;
    private volatile @Nullable Prediction shared;
    private volatile Map<String, String> notes = Map.of();

    private Weights(ModelCode code, float[] flat) {
        this.code = code;
        this.scratch = new Scratch(code.inferenceScratch());
        this.current = prepared(flat);
        TakeOver.Proof proof = new KernelProof(this);
        for (TakeOver kernel : code.takeOvers()) {
            kernel.proof(proof);
        }
    }

    /** New weights, each parameter from its initializer; equal seeds give equal bits. */
    public static Weights create(ModelCode code, long seed) {
        Signature signature = code.signature();
        float[] flat = new float[signature.parameterFloats()];
        for (TensorLayout layout : signature.parameters()) {
            layout.fromDisk(layout.start(seed), flat);
        }
        return new Weights(code, flat);
    }

    /**
     * Weights from a checkpoint.
     *
     * @throws CheckpointException if the file cannot be read or is not a checkpoint of this model
     */
    public static Weights load(ModelCode code, Path path) {
        Checkpoint file = Checkpoint.read(code.signature(), path);
        return new Weights(code, file.flat()).noted(file.notes());
    }

    /**
     * Weights from a checkpoint, read to its end; the stream stays open.
     *
     * @throws CheckpointException if the stream cannot be read or is not a checkpoint of this model
     */
    public static Weights load(ModelCode code, InputStream stream) {
        Checkpoint file = Checkpoint.read(code.signature(), stream);
        return new Weights(code, file.flat()).noted(file.notes());
    }

    /** The computations that these weights are for. */
    public ModelCode code() {
        return code;
    }

    /** What the model takes, gives and owns. */
    public Signature signature() {
        return code.signature();
    }

    /**
     * The newest version: the parameters and what is derived from them. Read it once a call, and never write to it.
     */
    public float[] current() {
        return current;
    }

    /**
     * Makes these parameters the newest version.
     *
     * @param flat the parameters in the layout of {@link #signature()}, which are copied; more may follow them
     */
    public void publish(float[] flat) {
        float[] next = prepared(flat);
        synchronized (this) {
            current = next;
        }
    }

    /** Makes a changed copy of the newest version the newest; no other change is lost in between. */
    public synchronized void update(Consumer<float[]> change) {
        float[] flat = Arrays.copyOf(current, signature().parameterFloats());
        change.accept(flat);
        current = prepared(flat);
    }

    /**
     * Replaces the weights by those of a checkpoint; on an error they stay as they are.
     *
     * @throws CheckpointException if the file cannot be read or is not a checkpoint of this model
     */
    public void load(Path path) {
        Checkpoint file = Checkpoint.read(signature(), path);
        publish(file.flat());
        notes = file.notes();
    }

    /**
     * Replaces the weights by those of a checkpoint; on an error they stay as they are.
     *
     * @throws CheckpointException if the stream cannot be read or is not a checkpoint of this model
     */
    public void load(InputStream stream) {
        Checkpoint file = Checkpoint.read(signature(), stream);
        publish(file.flat());
        notes = file.notes();
    }

    /**
     * Writes the newest version to a file, which is the old one or the new one whatever happens.
     *
     * @throws CheckpointException if the file cannot be written
     */
    public void save(Path path) {
        Checkpoint.write(signature(), current, notes, path);
    }

    /** Weights of their own with the same numbers. */
    public Weights copy() {
        return new Weights(code, current).noted(notes);
    }

    private Weights noted(Map<String, String> texts) {
        notes = texts;
        return this;
    }

    /** See {@link io.lanewise.runtime.Network#note(String, String)}. */
    public synchronized void note(String name, String text) {
        Map<String, String> changed = new TreeMap<>(notes);
        changed.put(name, text);
        notes = changed;
    }

    /** See {@link io.lanewise.runtime.Network#note(String)}. */
    public String note(String name) {
        String text = notes.get(name);
        if (text == null) {
            throw new IllegalArgumentException(
                    "Nothing is kept with " + signature().model() + " under '" + name + "'. "
                            + (notes.isEmpty()
                                    ? "Nothing is kept at all"
                                    : "It keeps '" + String.join("', '", notes.keySet()) + "'")
                            + ". Keep it with the network before it is saved.");
        }
        return text;
    }

    /** See {@link io.lanewise.runtime.Network#threads(int)}. */
    public void threads(int threads) {
        Team team = Team.of(threads);
        shared = team == null ? null : new Prediction(team, this);
    }

    /** Threads that share one large prediction. */
    public int threads() {
        Prediction now = shared;
        return now == null ? 1 : now.team().size();
    }

    /**
     * A prediction of {@code count} examples shared by the threads of the team, to be given its arrays and run; null where the
     * caller had better compute alone: without a team, for little work, or while another caller has it.
     */
    public @Nullable Prediction share(int count) {
        Prediction now = shared;
        return now != null && now.begin(count) ? now : null;
    }

    /** A workspace for {@code predict}, this thread's until {@link #give given back}. */
    public float[] take() {
        return scratch.take();
    }

    /** Ends the use of a workspace. */
    public void give(float[] workspace) {
        scratch.give(workspace);
    }

    private float[] prepared(float[] flat) {
        int parameters = signature().parameterFloats();
        if (flat.length < parameters) {
            throw new IllegalArgumentException("The parameters of "
                    + signature().model() + " are " + parameters + " floats, padding included, but " + flat.length
                    + " were given. Pass the whole flat array.");
        }
        float[] next = new float[code.weightsLength()];
        System.arraycopy(flat, 0, next, 0, parameters);
        code.prepare(next);
        return next;
    }
}
