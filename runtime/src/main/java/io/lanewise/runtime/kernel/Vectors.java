package io.lanewise.runtime.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model's vector kernels can be used here, and if not, what would have to change. The answer is found without touching
 * a class that names a vector type.
 *
 * <p>The system property {@code lanewise.vector} overrules it: {@code off} computes in scalar form, {@code on} lets the vector
 * form take over at once wherever the module is readable, {@code auto} is the default.
 */
public final class Vectors {
    private static final String MODULE = "jdk.incubator.vector";
    private static final Vectors OWN = of(Vectors.class);
    private static boolean anyReported;

    private final String subject;
    private final String obstacle;
    private final String mode;
    private boolean reported;

    private Vectors(String subject, String obstacle, String mode) {
        this.subject = subject;
        this.obstacle = obstacle;
        this.mode = mode;
    }

    /** The answer for a model, by the generated class that calls its vector kernels. */
    public static Vectors of(Class<?> model) {
        return of(model, System.getProperty("lanewise.vector", "auto").toLowerCase(Locale.ROOT));
    }

    /** The answer for a model that was compiled without vector kernels, because its module did not read those of Java. */
    public static Vectors notCompiled(Class<?> model) {
        String remedy = model.getModule().isNamed()
                ? "Add the line 'requires static " + MODULE + ";' to its module-info.java and compile it again"
                : "Compile it again with --add-modules " + MODULE;
        return new Vectors(model.getSimpleName(), "it was compiled without the vector form. " + remedy, of(model).mode);
    }

    static Vectors of(Class<?> model, String mode) {
        String subject = model.getSimpleName();
        return switch (mode) {
            case "off" -> new Vectors(subject, "switched off by -Dlanewise.vector=off", mode);
            case "on" -> new Vectors(subject, module(model.getModule()), mode);
            default -> {
                String obstacle = module(model.getModule());
                yield new Vectors(subject, obstacle.isEmpty() ? compiler() : obstacle, mode);
            }
        };
    }

    /** The answer for the runtime's own kernels. */
    static Vectors ofRuntime() {
        return OWN;
    }

    /** Whether vector kernels may be touched once the self-test has passed; {@link TakeOver} sees to that. */
    public boolean usable() {
        return obstacle.isEmpty();
    }

    /** Why not, and what to do; empty if {@link #usable()}. */
    public String obstacle() {
        return obstacle;
    }

    /** Whether the vector form should take over without having been measured. */
    boolean forced() {
        return mode.equals("on");
    }

    /**
     * Writes the one log line of this process if vectors cannot be used. Generated code calls this after a result is there,
     * because the first line of a logger takes longer than a small model's first result.
     */
    public void report() {
        if (!reported) {
            reported = true;
            if (!usable() && !mode.equals("off") && first()) {
                System.getLogger("io.lanewise")
                        .log(System.Logger.Level.INFO, "{0} computes in scalar form: {1}", subject, obstacle);
            }
        }
    }

    private static synchronized boolean first() {
        boolean first = !anyReported;
        anyReported = true;
        return first;
    }

    /** Writes the one log line of a kernel whose forms disagree. */
    void reportDisagreement(String kernel) {
        System.getLogger("io.lanewise")
                .log(
                        System.Logger.Level.WARNING,
                        "{0} computes {1} in scalar form: its vector form gives other bits here. Results are right;"
                                + " update Java for speed",
                        subject,
                        kernel);
    }

    /** What keeps the vector module from a model's module, or nothing. */
    private static String module(Module model) {
        Optional<Module> vector = ModuleLayer.boot().findModule(MODULE);
        if (vector.isEmpty()) {
            return "the module " + MODULE + " is not there. Start Java with --add-modules " + MODULE;
        }
        for (Module module : new Module[] {Vectors.class.getModule(), model}) {
            if (!module.canRead(vector.get())) {
                return "the module " + module.getName() + " does not read " + MODULE
                        + ". Add the line 'requires static " + MODULE
                        + ";' to its module-info.java, or start Java with --add-reads " + module.getName() + "="
                        + MODULE;
            }
        }
        return "";
    }

    /** Vector code is fast only under an optimising compiler: in the interpreter each operation is a call that allocates. */
    private static String compiler() {
        String machine = System.getProperty("java.vm.name", "");
        String info = System.getProperty("java.vm.info", "");
        if (machine.contains("J9")) {
            return machine + " does not compile vector code. Use a HotSpot Java 25";
        }
        if (info.contains("interpreted mode") || info.contains("emulated-client") || machine.contains("Client")) {
            return "the optimising compiler is off (" + info + "). Start Java without -Xint and -XX:TieredStopAtLevel";
        }
        if (!Fma.hardware()) {
            return "the processor has no fused multiply-add";
        }
        return "";
    }
}
