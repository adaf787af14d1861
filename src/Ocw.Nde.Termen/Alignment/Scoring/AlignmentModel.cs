using System.Globalization;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>The learned weights: for each family of things a logistic regression over the <see cref="Feature"/>s, a calibration, and two thresholds.</summary>
/// <remarks>
/// The built-in one is <c>ontologies/termen/alignment-model.tsv</c>, which says by which command it was made. The first regression weighs a candidate by
/// itself; the second turns that and the gap to the best other candidate into the probability that the candidate is meant.
/// </remarks>
internal sealed class AlignmentModel
{
    /// <summary>Gaps beyond this say no more.</summary>
    internal const float MaxGap = 6;

    private static readonly Lazy<AlignmentModel> s_builtIn = new(ReadBuiltIn);

    private readonly FamilyModel[] _families;

    internal AlignmentModel(IEnumerable<FamilyModel> families)
    {
        _families = [.. families];
        if (_families.Length != FamilyCount)
            throw new ArgumentException($"An alignment model has {FamilyCount} families, not {_families.Length}.", nameof(families));
    }

    internal static int FeatureCount { get; } = Enum.GetValues<Feature>().Length;

    internal static int FamilyCount { get; } = Enum.GetValues<ModelFamily>().Length;

    internal static AlignmentModel BuiltIn => s_builtIn.Value;

    internal FamilyModel this[ModelFamily family] => _families[(int)family];

    /// <summary>Reads a weights file: family, name and number, separated by tabs; lines that start with <c>#</c> are for people.</summary>
    /// <exception cref="FormatException">A line is not like that.</exception>
    internal static AlignmentModel Read(TextReader reader)
    {
        var families = Enumerable.Range(0, FamilyCount).Select(_ => new FamilyModel()).ToArray();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var cells = line.Split('\t');
            if (cells.Length != 3 || !Enum.TryParse<ModelFamily>(cells[0], out var family) || !float.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !families[(int)family].Set(cells[1], value))
                throw new FormatException($"Line {number} of the alignment model is not a family, a feature and a number: «{line}».");
        }

        return new AlignmentModel(families);
    }

    /// <summary>Writes what <see cref="Read"/> reads; features that weigh nothing are left out.</summary>
    internal void Write(TextWriter writer)
    {
        foreach (var family in Enum.GetValues<ModelFamily>())
        {
            foreach (var (name, value) in this[family].Lines())
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{family}\t{name}\t{value:0.####}"));
        }
    }

    private static AlignmentModel ReadBuiltIn()
    {
        using var stream = typeof(AlignmentModel).Assembly.GetManifestResourceStream("alignment-model.tsv")
            ?? throw new InvalidOperationException("The alignment model is not in this build.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }
}

/// <summary>The weights of one family.</summary>
internal sealed class FamilyModel
{
    internal float[] Weights { get; } = new float[AlignmentModel.FeatureCount];

    internal float Bias { get; set; }

    /// <summary>What the candidate's own weight counts in its probability.</summary>
    internal float OwnScale { get; set; } = 1;

    /// <summary>What the gap to the best other candidate counts.</summary>
    internal float GapScale { get; set; }

    internal float Offset { get; set; }

    /// <summary>The probability from which an answer is given when somebody asks for one: precision of at least 0.95.</summary>
    internal float AnswerAt { get; set; } = 0.5f;

    /// <summary>The probability from which a link is published without a person: precision of at least 0.99.</summary>
    internal float PublishAt { get; set; } = 1;

    /// <summary>The weight of one candidate by itself, in log odds.</summary>
    internal float Weigh(ReadOnlySpan<float> features)
    {
        var sum = Bias;
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i] != 0)
                sum += features[i] * Weights[i];
        }

        return sum;
    }

    /// <summary>The probability that the candidate is meant.</summary>
    internal double Probability(float own, float gap) => 1 / (1 + Math.Exp(-((OwnScale * own) + (GapScale * gap) + Offset)));

    internal bool Set(string name, float value)
    {
        switch (name)
        {
            case "bias": Bias = value; return true;
            case "calibration.own": OwnScale = value; return true;
            case "calibration.gap": GapScale = value; return true;
            case "calibration.offset": Offset = value; return true;
            case "threshold.answer": AnswerAt = value; return true;
            case "threshold.publish": PublishAt = value; return true;
        }

        if (!Enum.TryParse<Feature>(name, out var feature))
            return false;
        Weights[(int)feature] = value;
        return true;
    }

    internal IEnumerable<(string Name, float Value)> Lines()
    {
        yield return ("bias", Bias);
        for (var i = 0; i < Weights.Length; i++)
        {
            if (Math.Abs(Weights[i]) >= 0.00005f)
                yield return (((Feature)i).ToString(), Weights[i]);
        }

        yield return ("calibration.own", OwnScale);
        yield return ("calibration.gap", GapScale);
        yield return ("calibration.offset", Offset);
        yield return ("threshold.answer", AnswerAt);
        yield return ("threshold.publish", PublishAt);
    }
}
