package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Parameter;
import java.util.List;

/** Between the order of memory, [in, out] with channels last, and PyTorch's, [out, in] with channels first. */
public final class ParameterOrder {
    private ParameterOrder() {}

    /** PyTorch's numbers in the order of memory. */
    public static double[] toMemory(Parameter parameter, double[] torch) {
        double[] memory = new double[torch.length];
        for (int i = 0; i < torch.length; i++) {
            memory[i] = torch[torchPlace(parameter, i)];
        }
        return memory;
    }

    /** Numbers in the order of memory in PyTorch's. */
    public static Tensor toTorch(Parameter parameter, Tensor memory) {
        Tensor torch = Tensor.zeros(memory.values().length);
        for (int i = 0; i < memory.values().length; i++) {
            torch.values()[torchPlace(parameter, i)] = memory.values()[i];
            torch.scales()[torchPlace(parameter, i)] = memory.scales()[i];
        }
        return new Tensor(torch.values(), torch.scales(), memory.terms());
    }

    private static int torchPlace(Parameter parameter, int memoryPlace) {
        if (parameter.form().table()) {
            return memoryPlace;
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
