package io.lanewise.runtime;

import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import java.util.List;

/** Finds the parts of a model by the names that users give. */
final class Named {
    private Named() {}

    static TensorLayout parameter(Signature signature, String name) {
        TensorLayout layout = signature.parameter(name);
        if (layout == null) {
            throw unknown(
                    signature,
                    "parameter",
                    name,
                    signature.parameters().stream().map(TensorLayout::name).toList());
        }
        return layout;
    }

    /** Index of an input among the model's. */
    static int input(Signature signature, String name) {
        List<String> names =
                signature.inputs().stream().map(Signature.Argument::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw unknown(signature, "input", name, names);
        }
        return index;
    }

    private static IllegalArgumentException unknown(Signature signature, String kind, String name, List<String> names) {
        return new IllegalArgumentException(signature.model() + " has no " + kind + " '" + name + "'. "
                + (names.isEmpty() ? "It has none at all." : "It has '" + String.join("', '", names) + "'."));
    }
}
