package io.lanewise.runtime.generated;

/** The agreement between generated classes and this runtime. */
public final class GeneratedCode {
    /** Version of what generated classes call; a change that breaks them raises it. */
    public static final int ABI = 1;

    /**
     * Version of the order of arithmetic. Equal versions compute equal bits from equal weights; written into checkpoints.
     */
    public static final int NUMERICS = 1;

    private GeneratedCode() {}

    /**
     * Called first by each generated class.
     *
     * @param abi the version that the processor generated for
     * @throws IncompatibleClassChangeError if this runtime is of another version
     */
    public static void requireAbi(int abi) {
        if (abi != ABI) {
            throw new IncompatibleClassChangeError("This class was generated for version " + abi
                    + " of Lanewise's generated code, but the Lanewise runtime found here has version " + ABI
                    + ". Use the processor and the runtime of one release and compile again.");
        }
    }
}
