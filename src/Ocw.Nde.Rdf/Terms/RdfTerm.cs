using Ocw.Nde.Rdf.Namespaces;

namespace Ocw.Nde.Rdf.Terms;

/// <summary>An RDF term: an <see cref="Iri"/>, a <see cref="BlankNode"/>, a <see cref="Literal"/> or a <see cref="TripleTerm"/>.</summary>
/// <remarks>
/// Terms are compared by identity (RDF 1.1 Concepts §3.3: literal term equality), never by value: <c>"01"^^xsd:integer</c> and
/// <c>"1"^^xsd:integer</c> are different terms. <see cref="object.ToString"/> gives the canonical N-Triples form.
/// </remarks>
public abstract record RdfTerm
{
    private protected RdfTerm()
    {
    }

    /// <summary>Which of the four kinds of term this is.</summary>
    public abstract TermKind Kind { get; }
}

/// <summary>An absolute IRI (RFC 3987), kept exactly as it was written, after resolution against the base.</summary>
/// <param name="Value">The IRI without angle brackets.</param>
public sealed record Iri(string Value) : RdfTerm
{
    /// <inheritdoc/>
    public override TermKind Kind => TermKind.Iri;

    /// <inheritdoc/>
    public bool Equals(Iri? other) => ReferenceEquals(this, other) || (other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => NTriplesText.Write(this);
}

/// <summary>A blank node; its label has meaning only inside the document, graph or store that it came from.</summary>
/// <param name="Label">The label without <c>_:</c>.</param>
public sealed record BlankNode(string Label) : RdfTerm
{
    /// <inheritdoc/>
    public override TermKind Kind => TermKind.BlankNode;

    /// <inheritdoc/>
    public override string ToString() => NTriplesText.Write(this);
}

/// <summary>A literal: lexical form, datatype, and for language-tagged strings the tag and (RDF 1.2) the base direction.</summary>
/// <param name="LexicalForm">The characters, exactly as written.</param>
/// <param name="Datatype">The datatype; <c>xsd:string</c> for simple literals, <c>rdf:langString</c> when a language is given, <c>rdf:dirLangString</c> with a direction too.</param>
/// <param name="Language">The language tag as written, or <see langword="null"/>. Tags are compared without regard to case (BCP 47).</param>
/// <param name="Direction">The base direction of RDF 1.2, <see cref="BaseDirection.None"/> in RDF 1.1.</param>
public sealed record Literal(string LexicalForm, Iri Datatype, string? Language = null, BaseDirection Direction = BaseDirection.None) : RdfTerm
{
    /// <summary>A simple literal: datatype <c>xsd:string</c>.</summary>
    public Literal(string lexicalForm)
        : this(lexicalForm, XsdNs.String)
    {
    }

    /// <summary>A language-tagged string: datatype <c>rdf:langString</c>.</summary>
    public Literal(string lexicalForm, string language)
        : this(lexicalForm, RdfNs.LangString, language)
    {
    }

    /// <summary>A language-tagged string with a base direction (RDF 1.2): datatype <c>rdf:dirLangString</c>, or <c>rdf:langString</c> without one.</summary>
    public Literal(string lexicalForm, string language, BaseDirection direction)
        : this(lexicalForm, direction == BaseDirection.None ? RdfNs.LangString : RdfNs.DirLangString, language, direction)
    {
    }

    /// <inheritdoc/>
    public override TermKind Kind => TermKind.Literal;

    /// <inheritdoc/>
    public bool Equals(Literal? other) =>
        other is not null
        && string.Equals(LexicalForm, other.LexicalForm, StringComparison.Ordinal)
        && Datatype == other.Datatype
        && string.Equals(Language, other.Language, StringComparison.OrdinalIgnoreCase)
        && Direction == other.Direction;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(LexicalForm, Datatype, Language is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Language), Direction);

    /// <inheritdoc/>
    public override string ToString() => NTriplesText.Write(this);
}

/// <summary>A triple used as a term (RDF 1.2 Concepts §3.2); only where RDF 1.2 is switched on.</summary>
/// <param name="Triple">The triple.</param>
public sealed record TripleTerm(Triple Triple) : RdfTerm
{
    /// <inheritdoc/>
    public override TermKind Kind => TermKind.TripleTerm;

    /// <inheritdoc/>
    public override string ToString() => NTriplesText.Write(this);
}

/// <summary>The base direction of a language-tagged string (RDF 1.2 Concepts §3.4).</summary>
public enum BaseDirection : byte
{
    /// <summary>No direction: every literal of RDF 1.1.</summary>
    None,

    /// <summary>Left to right (<c>ltr</c>).</summary>
    LeftToRight,

    /// <summary>Right to left (<c>rtl</c>).</summary>
    RightToLeft,
}

/// <summary>The kinds of RDF term; <see cref="None"/> stands for «no term», such as the name of the default graph.</summary>
public enum TermKind : byte
{
    /// <summary>No term.</summary>
    None,

    /// <summary>An IRI.</summary>
    Iri,

    /// <summary>A blank node.</summary>
    BlankNode,

    /// <summary>A literal.</summary>
    Literal,

    /// <summary>A triple term (RDF 1.2).</summary>
    TripleTerm,
}

/// <summary>Three terms: a statement.</summary>
/// <param name="Subject">An <see cref="Iri"/> or <see cref="BlankNode"/>.</param>
/// <param name="Predicate">An <see cref="Iri"/>.</param>
/// <param name="Object">Any term.</param>
public readonly record struct Triple(RdfTerm Subject, RdfTerm Predicate, RdfTerm Object)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Subject} {Predicate} {Object}";
}

/// <summary>A triple and the graph that it stands in.</summary>
/// <param name="Subject">An <see cref="Iri"/> or <see cref="BlankNode"/>.</param>
/// <param name="Predicate">An <see cref="Iri"/>.</param>
/// <param name="Object">Any term.</param>
/// <param name="Graph">The name of the graph, or <see langword="null"/> for the default graph.</param>
public readonly record struct Quad(RdfTerm Subject, RdfTerm Predicate, RdfTerm Object, RdfTerm? Graph = null)
{
    /// <summary>The statement without its graph.</summary>
    public Triple Triple => new(Subject, Predicate, Object);
}
