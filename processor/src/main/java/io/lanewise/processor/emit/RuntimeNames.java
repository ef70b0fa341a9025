package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.Arrays;
import java.util.List;

/** The runtime's classes that generated code calls, by name: the processor never sees the runtime itself. */
final class RuntimeNames {
    private static final String ROOT = "io.lanewise.runtime";

    static final ClassName NETWORK = ClassName.get(ROOT, "Network");
    static final ClassName GRADIENTS = ClassName.get(ROOT, "Gradients");
    static final ClassName TRAINING_STEP = ClassName.get(ROOT, "TrainingStep");
    static final ClassName BATCH = ClassName.get(ROOT + ".data", "Batch");
    static final ClassName DATASET = ClassName.get(ROOT + ".data", "Dataset");
    static final ClassName INITIALIZER = ClassName.get(ROOT + ".initializer", "Initializer");
    static final ClassName CHECK = ClassName.get(ROOT + ".generated", "Check");
    static final ClassName DECODING = ClassName.get(ROOT + ".generated", "Decoding");
    static final ClassName GENERATED_CODE = ClassName.get(ROOT + ".generated", "GeneratedCode");
    static final ClassName MODEL_CODE = ClassName.get(ROOT + ".generated", "ModelCode");
    static final ClassName CONSTRAINT = ClassName.get(ROOT + ".generated", "Constraint");
    static final ClassName PENALTY = ClassName.get(ROOT + ".generated", "Penalty");
    static final ClassName PREDICTION = ClassName.get(ROOT + ".generated", "Prediction");
    static final ClassName SIGNATURE = ClassName.get(ROOT + ".generated", "Signature");
    static final ClassName TRACED = ClassName.get(ROOT + ".generated", "Traced");
    static final ClassName WEIGHTS = ClassName.get(ROOT + ".generated", "Weights");
    static final ClassName CONVOLUTION = ClassName.get(ROOT + ".kernel", "Convolution");
    static final ClassName FMA = ClassName.get(ROOT + ".kernel", "Fma");
    static final ClassName GEMM = ClassName.get(ROOT + ".kernel", "Gemm");
    static final ClassName MEMBER = ClassName.get(ROOT + ".kernel", "Member");
    static final ClassName MOVES = ClassName.get(ROOT + ".kernel", "Moves");
    static final ClassName POOLING = ClassName.get(ROOT + ".kernel", "Pooling");
    static final ClassName RNG = ClassName.get(ROOT + ".kernel", "Rng");
    static final ClassName TABLES = ClassName.get(ROOT + ".kernel", "Tables");
    static final ClassName TAKE_OVER = ClassName.get(ROOT + ".kernel", "TakeOver");
    static final ClassName TREE = ClassName.get(ROOT + ".kernel", "Tree");
    static final ClassName VECTORS = ClassName.get(ROOT + ".kernel", "Vectors");
    static final ClassName LANES = ClassName.get(ROOT + ".kernel.vector", "Lanes");
    static final ClassName FLOAT_VECTOR = ClassName.get("jdk.incubator.vector", "FloatVector");
    static final ClassName INT_VECTOR = ClassName.get("jdk.incubator.vector", "IntVector");
    static final ClassName VECTOR_OPERATORS = ClassName.get("jdk.incubator.vector", "VectorOperators");
    static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

    /** What the bodies of passes name. */
    static final List<ClassName> IN_PASSES = List.of(GEMM, MEMBER, MOVES, RNG, TABLES, ClassName.get(Arrays.class));

    /** What the bodies of scalar kernels name. */
    static final List<ClassName> IN_SCALARS = List.of(FMA, RNG, TREE, ClassName.get(Arrays.class));

    /** What the bodies of vector kernels name. */
    static final List<ClassName> IN_VECTORS =
            List.of(LANES, FLOAT_VECTOR, INT_VECTOR, VECTOR_OPERATORS, FMA, RNG, TREE, ClassName.get(Arrays.class));

    private RuntimeNames() {}
}
