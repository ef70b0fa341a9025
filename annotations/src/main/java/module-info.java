/** The words of the language: annotations, constants and enums, nothing else. */
module io.lanewise.annotations {
    exports io.lanewise.annotations;
    exports io.lanewise.annotations.descriptor;
    exports io.lanewise.annotations.layers;
}
