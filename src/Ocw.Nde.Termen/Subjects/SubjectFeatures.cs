namespace Ocw.Nde.Termen.Subjects;

/// <summary>What speaks for a notation as the subject of an object.</summary>
internal enum SubjectFeature
{
    /// <summary>How well the words of its labels and keywords answer to those of the object, against the best.</summary>
    TextShare,

    /// <summary>The same by itself.</summary>
    Text,

    /// <summary>The share of its own words that the object has.</summary>
    Coverage,

    /// <summary>The share of like objects that have it, the most alike counting most.</summary>
    Neighbours,

    /// <summary>How alike the most like object is that has it.</summary>
    Nearest,

    /// <summary>The share of like objects that have one beside it in the hierarchy, but not itself.</summary>
    Siblings,

    /// <summary>How much the words of the object go with it elsewhere, against the best.</summary>
    WordsShare,

    /// <summary>The same by itself.</summary>
    Words,

    /// <summary>How many objects have it.</summary>
    Popularity,

    /// <summary>Whether any object has it.</summary>
    Used,

    /// <summary>How deep it stands in the hierarchy.</summary>
    Depth,
}

/// <summary>A notation that may be a subject of the object in hand.</summary>
internal sealed class SubjectCandidate(string notation)
{
    internal string Notation { get; } = notation;

    /// <summary>Its number among the terms, or -1 for a notation that only objects have.</summary>
    internal int Term { get; set; } = -1;

    internal float[] Features { get; } = new float[Enum.GetValues<SubjectFeature>().Length];

    internal double Score { get; set; }

    internal float this[SubjectFeature feature]
    {
        get => Features[(int)feature];
        set => Features[(int)feature] = value;
    }
}
