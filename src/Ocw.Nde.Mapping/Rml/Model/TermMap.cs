using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Model;

/// <summary>What a term map makes.</summary>
internal enum TermType
{
    Iri,
    Uri,
    UnsafeIri,
    UnsafeUri,
    BlankNode,
    Literal,
}

/// <summary>The place of a term in a statement, which decides what it may be.</summary>
internal enum TermRole
{
    Subject,
    Predicate,
    Object,
    Graph,
    Language,
    Datatype,
    Member,
}

/// <summary>What gives the values: one of the four, or none (RML Core §6, RML-FNML §4).</summary>
internal record ExpressionMap(RdfTerm Node)
{
    public RdfTerm? Constant { get; init; }

    public string? Reference { get; init; }

    public string? Template { get; init; }

    public FunctionExecution? Function { get; init; }

    /// <summary>The output of <see cref="Function"/> that is meant; <see langword="null"/> for its first.</summary>
    public Iri? Return { get; init; }

    /// <summary>Only where this gives true are there values.</summary>
    public ExpressionMap? Condition { get; init; }

    public bool HasExpression => Constant is not null || Reference is not null || Template is not null || Function is not null;
}

/// <summary>An expression that makes terms (RML Core §5).</summary>
internal sealed record TermMap(RdfTerm Node, TermRole Role) : ExpressionMap(Node), IObjectMap
{
    /// <summary>What is asked for; the default depends on role and expression.</summary>
    public TermType? Type { get; init; }

    public TermMap? Language { get; init; }

    public TermMap? Datatype { get; init; }

    public GatherMap? Gather { get; init; }

    /// <summary>The logical targets that statements with this term go to.</summary>
    public IReadOnlyList<RdfTerm> Targets { get; init; } = [];
}

/// <summary>A collection or container that is gathered from the members of one record (RML-CC).</summary>
internal sealed record GatherMap(IReadOnlyList<IObjectMap> Members, Iri As, bool AllowEmpty, bool Cartesian);

/// <summary>A function with its inputs (RML-FNML §3).</summary>
internal sealed record FunctionExecution(RdfTerm Node, ExpressionMap Function, IReadOnlyList<FunctionInput> Inputs);

/// <summary>One input: which parameter, and its value.</summary>
internal sealed record FunctionInput(Iri Parameter, ExpressionMap Value);
