package io.lanewise.processor.problem;

/** Every kind of mistake that is reported. Ids are never given a second meaning. */
public enum ProblemCode {
    NOT_AN_INTERFACE("LW101"),
    PRIVATE_INTERFACE("LW102"),
    GENERIC("LW103"),
    INHERITED("LW104"),
    DUPLICATE_NODE("LW105"),
    RETURN_TYPE("LW106"),
    PARAMETER_TYPE("LW107"),
    NO_LAYER("LW108"),
    SEVERAL_LAYERS("LW109"),
    NAME_CLASH("LW110"),
    MISPLACED("LW111"),
    CLASS_NAME("LW112"),
    MODEL_AND_BLOCK("LW113"),

    UNKNOWN_EDGE("LW201"),
    CYCLE("LW202"),
    UNUSED_NODE("LW203"),
    NO_INPUT("LW204"),
    NO_OUTPUT("LW205"),
    UNTRAINED_PARAMETERS("LW206"),
    SHARING("LW207"),
    BLOCK_VALUE("LW208"),
    RECURSIVE_BLOCK("LW209"),
    ROLE("LW210"),
    TARGET("LW211"),
    ALL_FROZEN("LW212"),

    RANK("LW301"),
    SHAPES_DIFFER("LW302"),
    RESHAPE_SIZE("LW303"),
    LOSS_SHAPE("LW304"),
    SHARED_SHAPE("LW305"),
    REPEAT_SHAPE("LW306"),
    INPUT_SHAPE("LW307"),
    INPUT_COUNT("LW308"),
    TOO_LARGE("LW309"),
    TOO_MANY_ARRAYS("LW310"),
    TOO_MANY_STEPS("LW311"),
    WINDOW_SIZE("LW312"),
    SOURCE_LAYER("LW314"),
    INTEGERS("LW331"),
    VARIABLE_AXIS("LW332"),
    DECODING("LW333"),

    ARGUMENT_MISSING("LW401"),
    ARGUMENT_RANGE("LW402"),
    LOSS_ACTIVATION("LW403"),
    UNSUPPORTED("LW404"),
    BLOCK_ARGUMENTS("LW405"),

    NO_VECTOR_MODULE("LW801"),
    NOT_A_BLOCK("LW802"),
    OPTION("LW803"),

    INTERNAL("LW900");

    private final String id;

    ProblemCode(String id) {
        this.id = id;
    }

    /** The id that messages begin with. */
    public String id() {
        return id;
    }

    /** Whether compilation goes on. */
    public boolean isWarning() {
        return this == NO_VECTOR_MODULE || this == ALL_FROZEN;
    }
}
