package io.lanewise.samples.lessons;

import io.lanewise.samples.lessons.classification.Iris;
import io.lanewise.samples.lessons.classification.LogisticRegression;
import io.lanewise.samples.lessons.classification.MultiLabel;
import io.lanewise.samples.lessons.classification.ProbitAndLogit;
import io.lanewise.samples.lessons.descent.BatchSizes;
import io.lanewise.samples.lessons.descent.LearningRates;
import io.lanewise.samples.lessons.descent.OptimizerPaths;
import io.lanewise.samples.lessons.descent.RateFinder;
import io.lanewise.samples.lessons.generalization.Overfitting;
import io.lanewise.samples.lessons.generalization.Regularization;
import io.lanewise.samples.lessons.gradients.ComputationGraph;
import io.lanewise.samples.lessons.gradients.OnPaper;
import io.lanewise.samples.lessons.gradients.OneNeuron;
import io.lanewise.samples.lessons.gradients.SoftmaxGradient;
import io.lanewise.samples.lessons.gradients.TwoHiddenNeurons;
import io.lanewise.samples.lessons.networks.Activations;
import io.lanewise.samples.lessons.networks.LinearNetwork;
import io.lanewise.samples.lessons.networks.UniversalApproximation;
import io.lanewise.samples.lessons.neurons.LineToWeights;
import io.lanewise.samples.lessons.neurons.NetworkOfSigns;
import io.lanewise.samples.lessons.neurons.NeuronsByHand;
import io.lanewise.samples.lessons.neurons.Or;
import io.lanewise.samples.lessons.regression.LinearRegression;
import io.lanewise.samples.lessons.xor.OneNeuronIsNotEnough;
import io.lanewise.samples.lessons.xor.Xor;
import java.util.List;
import java.util.stream.Collectors;

/** The course, in its order. */
public final class Lessons {
    private static final List<Lesson> ALL = List.of(
            new Lesson("Or", "a threshold neuron, its weights set by hand, computes OR", Or::teach),
            new Lesson("NeuronsByHand", "three sigmoid neurons and the regions they see", NeuronsByHand::teach),
            new Lesson("LineToWeights", "a line through two points turned into weights", LineToWeights::teach),
            new Lesson("NetworkOfSigns", "two layers of signs, set by hand, know a triangle", NetworkOfSigns::teach),
            new Lesson(
                    "OneNeuronIsNotEnough",
                    "no neuron computes XOR: four inequalities, and a search",
                    OneNeuronIsNotEnough::teach),
            new Lesson("Xor", "a hidden layer learns XOR; its hidden space", Xor::teach),
            new Lesson("ComputationGraph", "J = 3·(a·b + c), forward and backward", ComputationGraph::teach),
            new Lesson("OneNeuron", "one neuron with squared error, every gradient by hand", OneNeuron::teach),
            new Lesson(
                    "TwoHiddenNeurons",
                    "backpropagation through two hidden neurons, every gradient by hand",
                    TwoHiddenNeurons::teach),
            new Lesson("OnPaper", "ŷ = 40·σ(z_A) − 10·σ(z_B) − 15.2, every gradient by hand", OnPaper::teach),
            new Lesson("SoftmaxGradient", "∂sᵢ/∂zⱼ = sᵢ·(δᵢⱼ − sⱼ)", SoftmaxGradient::teach),
            new Lesson("LinearRegression", "diabetes: descent beside the closed form", LinearRegression::teach),
            new Lesson(
                    "LogisticRegression",
                    "breast cancer: descent until ‖∇‖ ≤ ε beside Newton's method",
                    LogisticRegression::teach),
            new Lesson("ProbitAndLogit", "the normal distribution function beside the sigmoid", ProbitAndLogit::teach),
            new Lesson("Iris", "softmax regression and an MLP", Iris::teach),
            new Lesson("MultiLabel", "several labels at once, a sigmoid for each", MultiLabel::teach),
            new Lesson(
                    "Activations",
                    "all activation functions and their derivatives, from the compiled code",
                    Activations::teach),
            new Lesson("LinearNetwork", "linear layers, however many, are one linear layer", LinearNetwork::teach),
            new Lesson(
                    "UniversalApproximation",
                    "a wave fitted with 1, 4, 16 and 64 neurons",
                    UniversalApproximation::teach),
            new Lesson("BatchSizes", "batch, mini-batch and stochastic descent side by side", BatchSizes::teach),
            new Lesson("LearningRates", "too small, right, almost too large, too large", LearningRates::teach),
            new Lesson("RateFinder", "a learning rate found by trying larger and larger ones", RateFinder::teach),
            new Lesson("OptimizerPaths", "every optimizer on one surface, as paths", OptimizerPaths::teach),
            new Lesson("Overfitting", "learning by heart, and early stopping", Overfitting::teach),
            new Lesson("Regularization", "dropout and L2 against overfitting", Regularization::teach));

    private Lessons() {}

    /** All lessons. */
    public static List<Lesson> all() {
        return ALL;
    }

    /**
     * The lesson of this name, in capitals or not.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Lesson named(String name) {
        for (Lesson lesson : ALL) {
            if (lesson.name().equalsIgnoreCase(name)) {
                return lesson;
            }
        }
        throw new IllegalArgumentException("There is no lesson '" + name + "'. There are "
                + ALL.stream().map(Lesson::name).collect(Collectors.joining(", ")) + ".");
    }
}
