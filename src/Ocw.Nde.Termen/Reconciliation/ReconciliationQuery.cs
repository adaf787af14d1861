namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>The versions of the Reconciliation Service API (W3C Entity Reconciliation Community Group) that are spoken.</summary>
public enum ReconciliationVersion
{
    /// <summary>0.1 and 0.2, which differ in what they promise, not in what is sent.</summary>
    V02,

    /// <summary>The draft of 1.0: arrays instead of keys, conditions instead of <c>query</c> and <c>properties</c>.</summary>
    V10,
}

/// <summary>One value that a client wants a term for.</summary>
public sealed record ReconciliationQuery
{
    /// <summary>The name that is looked for; empty where only properties are given. An IRI or notation goes direct.</summary>
    public string Text { get; init; } = "";

    /// <summary>The language of <see cref="Text"/>, if the client says it.</summary>
    public string? Language { get; init; }

    /// <summary>The identifiers of terms of which it must be one (condition <c>id</c> of 1.0).</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The types asked for.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>How strict the types are.</summary>
    public TypeStrictness TypeStrictness { get; init; } = TypeStrictness.Should;

    /// <summary>What else is known of the value.</summary>
    public IReadOnlyList<PropertyCondition> Properties { get; init; } = [];

    /// <summary>How many candidates are wanted.</summary>
    public int Limit { get; init; }

    /// <summary>What of the query could not be used, as English sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>How a query's types count (0.2: <c>type_strict</c>).</summary>
public enum TypeStrictness
{
    /// <summary>Terms of another type come lower and are no match.</summary>
    Should,

    /// <summary>Only terms of one of the types.</summary>
    Any,

    /// <summary>Only terms of all the types.</summary>
    All,
}

/// <summary>What a client knows of a value: a property with its values.</summary>
/// <param name="Property">The property.</param>
/// <param name="Values">Its values; for values that were reconciled before both the identifier and the name.</param>
public sealed record PropertyCondition(ContextProperty Property, IReadOnlyList<string> Values)
{
    /// <summary>Whether candidates that do not meet it are left out (1.0).</summary>
    public bool IsRequired { get; init; }

    /// <summary>Which of the values must be met (1.0).</summary>
    public MatchQuantifier Quantifier { get; init; }
}

/// <summary>Which of the values of a condition must be met.</summary>
public enum MatchQuantifier
{
    /// <summary>At least one.</summary>
    Any,

    /// <summary>All of them.</summary>
    All,

    /// <summary>None of them.</summary>
    None,
}

/// <summary>One place in a batch: a query, or what is wrong with it.</summary>
/// <param name="Key">The client's key; empty in 1.0, where the order counts.</param>
/// <param name="Query">The query.</param>
/// <param name="Fault">Why it is none: what was expected and found, in English.</param>
public sealed record BatchItem(string Key, ReconciliationQuery? Query, string? Fault);
