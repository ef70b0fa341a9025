package io.lanewise.samples.lessons.descent;

import io.lanewise.runtime.Parameters;
import io.lanewise.training.Callback;
import io.lanewise.training.Epoch;
import java.util.ArrayList;
import java.util.List;

/** Writes down where two parameters are before the first step and after each. */
final class Trace implements Callback {
    private final String first;
    private final String second;
    private final List<double[]> places = new ArrayList<>();

    Trace(String first, String second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void onTrainingBegin(Control control) {
        note(control);
    }

    @Override
    public void onStepEnd(int epoch, int step, float loss, Control control) {
        control.training().publish(); // so that the network's parameters are those of this step
        note(control);
    }

    @Override
    public void onEpochEnd(Epoch epoch, Control control) {}

    private void note(Control control) {
        Parameters parameters = control.network().parameters();
        places.add(new double[] {parameters.get(first)[0], parameters.get(second)[0]});
    }

    double[] first() {
        return places.stream().mapToDouble(place -> place[0]).toArray();
    }

    double[] second() {
        return places.stream().mapToDouble(place -> place[1]).toArray();
    }

    /** Number of places: one more than there were steps. */
    int count() {
        return places.size();
    }
}
