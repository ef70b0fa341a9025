package io.lanewise.processor.ir;

/**
 * What the generated classes are called, and how visible they are.
 *
 * @param packageName empty for the unnamed package
 * @param interfaceName as written in Java, {@code Outer.Digits}
 * @param className {@code Outer_DigitsModel}
 * @param scalarName {@code Outer_DigitsScalar}
 * @param vectorName {@code Outer_DigitsVector}
 * @param isPublic whether all of the interface and what encloses it is public
 */
public record ModelName(
        String packageName,
        String interfaceName,
        String className,
        String scalarName,
        String vectorName,
        boolean isPublic) {}
