package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Parameter;
import java.util.List;

/** Between the order of memory, [in, out] with channels last, and PyTorch's, [out, in] with channels first. */
public final class ParameterOrder {
    private ParameterOrder() {}

    /** PyTorch's numbers in the order of memory. */
    public static double[] toMemory(Parameter parameter, double[] torch) {
        int size = parameter.dims().stream().reduce(1, Math::multiplyExact);
        double[] memory = new double[size];
        for (int i = 0; i < size; i++) {
            int place = torchPlace(parameter, i);
            memory[i] = place < 0 ? 0 : torch[place];
        }
        return memory;
    }

    /** Numbers in the order of memory in PyTorch's. */
    public static Tensor toTorch(Parameter parameter, Tensor memory) {
        Tensor torch = Tensor.zeros((int) parameter.count());
        for (int i = 0; i < memory.values().length; i++) {
            int place = torchPlace(parameter, i);
            if (place >= 0) {
                torch.values()[place] = memory.values()[i];
                torch.scales()[place] = memory.scales()[i];
            }
        }
        return new Tensor(torch.values(), torch.scales(), memory.terms());
    }

    /** −1 for what only pads a gate. */
    private static int torchPlace(Parameter parameter, int memoryPlace) {
        if (parameter.form().table()) {
            return memoryPlace;
        }
        if (parameter.gates() > 1) {
            int columns = parameter.dims().get(parameter.dims().size() - 1);
            int inputs = parameter.dims().size() == 1 ? 1 : parameter.dims().get(0);
            int padded = columns / parameter.gates();
            int units = parameter.shape().get(0) / parameter.gates();
            int column = memoryPlace % columns;
            boolean padding = column % padded >= units;
            return padding ? -1 : (column / padded * units + column % padded) * inputs + memoryPlace / columns;
        }
        if (parameter.dims().size() == 1) {
            return unit(parameter, memoryPlace, parameter.dims().get(0));
        }
        int inputs = parameter.dims().get(0);
        int outputs = parameter.dims().get(1);
        int input = memoryPlace / outputs;
        List<Integer> image = parameter.flattened();
        if (!image.isEmpty()) {
            int width = image.get(1);
            int channels = image.get(2);
            int pixel = input / channels;
            input = input % channels * (image.get(0) * width) + pixel;
        }
        return unit(parameter, memoryPlace % outputs, outputs) * inputs + input;
    }

    /** The row that column {@code j} is on disk: of a maxout, there the pieces of a unit stand together. */
    private static int unit(Parameter parameter, int j, int outputs) {
        int units = outputs / parameter.pieces();
        return j % units * parameter.pieces() + j / units;
    }
}
