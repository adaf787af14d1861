namespace Ocw.Nde.Termen.Alignment.Training;

/// <summary>Logistic regression with a quadratic penalty, by Newton's method: the same examples give the same weights everywhere.</summary>
internal static class LogisticRegression
{
    private const int MaxSteps = 50;
    private const double Enough = 1e-6;

    /// <summary>Fits weights and, as the last of them, the bias, which is not penalized.</summary>
    /// <param name="examples">The features of each example.</param>
    /// <param name="answers">Whether each is right.</param>
    /// <param name="counts">How often each counts.</param>
    /// <param name="penalty">How strongly weights are held to what is expected of them.</param>
    /// <param name="prior">What is expected of each weight before any example is seen.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal static double[] Fit(IReadOnlyList<float[]> examples, IReadOnlyList<bool> answers, IReadOnlyList<double> counts, double penalty, IReadOnlyList<float> prior, CancellationToken cancellation)
    {
        if (examples.Count == 0)
            throw new ArgumentException("There is nothing to learn from.", nameof(examples));
        var size = examples[0].Length + 1;
        var weights = new double[size];
        for (var step = 0; step < MaxSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (gradient, curvature) = Slope(examples, answers, counts, weights, penalty, prior);
            var change = Solve(curvature, gradient);
            var largest = 0.0;
            for (var i = 0; i < size; i++)
            {
                // Far steps overshoot where examples can be told apart without fail.
                var bounded = Math.Clamp(change[i], -4, 4);
                weights[i] -= bounded;
                largest = Math.Max(largest, Math.Abs(bounded));
            }

            if (largest < Enough)
                break;
        }

        return weights;
    }

    private static (double[] Gradient, double[,] Curvature) Slope(IReadOnlyList<float[]> examples, IReadOnlyList<bool> answers, IReadOnlyList<double> counts, double[] weights, double penalty, IReadOnlyList<float> prior)
    {
        var size = weights.Length;
        var gradient = new double[size];
        var curvature = new double[size, size];
        var used = new int[size];
        for (var i = 0; i < size; i++)
        {
            gradient[i] = i < size - 1 ? penalty * (weights[i] - prior[i]) : 0;
            curvature[i, i] = i < size - 1 ? penalty : 1e-9;
        }

        for (var e = 0; e < examples.Count; e++)
        {
            var features = examples[e];
            var sum = weights[size - 1];
            var count = 0;
            for (var i = 0; i < features.Length; i++)
            {
                if (features[i] == 0)
                    continue;
                sum += weights[i] * features[i];
                used[count++] = i;
            }

            var probability = 1 / (1 + Math.Exp(-sum));
            Add(gradient, curvature, features, used.AsSpan(0, count), counts[e] * (probability - (answers[e] ? 1 : 0)), counts[e] * Math.Max(1e-9, probability * (1 - probability)));
        }

        return (gradient, curvature);
    }

    private static void Add(double[] gradient, double[,] curvature, float[] features, ReadOnlySpan<int> used, double error, double spread)
    {
        var bias = gradient.Length - 1;
        gradient[bias] += error;
        curvature[bias, bias] += spread;
        foreach (var i in used)
        {
            gradient[i] += error * features[i];
            curvature[i, bias] += spread * features[i];
            curvature[bias, i] += spread * features[i];
            foreach (var j in used)
                curvature[i, j] += spread * features[i] * features[j];
        }
    }

    // Gauss-Jordan with the largest pivot; the penalty keeps the matrix regular.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var solution = (double[])right.Clone();
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
            {
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column]))
                    pivot = row;
            }

            Swap(matrix, solution, column, pivot);
            var scale = matrix[column, column];
            for (var row = 0; row < size; row++)
            {
                var factor = row == column ? 0 : matrix[row, column] / scale;
                if (factor == 0)
                    continue;
                for (var i = column; i < size; i++)
                    matrix[row, i] -= factor * matrix[column, i];
                solution[row] -= factor * solution[column];
            }
        }

        for (var i = 0; i < size; i++)
            solution[i] /= matrix[i, i];
        return solution;
    }

    private static void Swap(double[,] matrix, double[] right, int one, int other)
    {
        if (one == other)
            return;
        for (var i = 0; i < right.Length; i++)
            (matrix[one, i], matrix[other, i]) = (matrix[other, i], matrix[one, i]);
        (right[one], right[other]) = (right[other], right[one]);
    }
}
