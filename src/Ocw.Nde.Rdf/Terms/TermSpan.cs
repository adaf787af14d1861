using System.Text;

namespace Ocw.Nde.Rdf.Terms;

/// <summary>A term as UTF-8 bytes, valid only during the call that hands it over: the currency of parsers, sinks and the store.</summary>
/// <remarks>
/// <see cref="Value"/> is the IRI without brackets, the blank-node label without <c>_:</c>, the unescaped lexical form of a literal,
/// or for a triple term its N-Triples form <c>&lt;&lt;( s p o )&gt;&gt;</c>. A simple literal has an empty <see cref="Datatype"/>
/// (it means <c>xsd:string</c>), and so has a language-tagged one.
/// </remarks>
public readonly ref struct TermSpan
{
    private TermSpan(TermKind kind, ReadOnlySpan<byte> value, ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> language, BaseDirection direction)
    {
        Kind = kind;
        Value = value;
        Datatype = datatype;
        Language = language;
        Direction = direction;
    }

    /// <summary>The kind; <see cref="TermKind.None"/> for the name of the default graph.</summary>
    public TermKind Kind { get; }

    /// <summary>The term's own characters in UTF-8.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The datatype IRI of a literal; empty means <c>xsd:string</c> or, where a language is given, <c>rdf:langString</c>.</summary>
    public ReadOnlySpan<byte> Datatype { get; }

    /// <summary>The language tag, or empty.</summary>
    public ReadOnlySpan<byte> Language { get; }

    /// <summary>The base direction (RDF 1.2).</summary>
    public BaseDirection Direction { get; }

    /// <summary>No term: the name of the default graph.</summary>
    public static TermSpan None => default;

    /// <summary>An IRI.</summary>
    public static TermSpan Iri(ReadOnlySpan<byte> iri) => new(TermKind.Iri, iri, default, default, BaseDirection.None);

    /// <summary>A blank node.</summary>
    public static TermSpan BlankNode(ReadOnlySpan<byte> label) => new(TermKind.BlankNode, label, default, default, BaseDirection.None);

    /// <summary>A literal without language; an empty datatype, or <c>xsd:string</c> itself, makes it simple.</summary>
    public static TermSpan Literal(ReadOnlySpan<byte> lexicalForm, ReadOnlySpan<byte> datatype = default) =>
        new(TermKind.Literal, lexicalForm, datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#string"u8) ? default : datatype, default, BaseDirection.None);

    /// <summary>A language-tagged string.</summary>
    public static TermSpan LangString(ReadOnlySpan<byte> lexicalForm, ReadOnlySpan<byte> language, BaseDirection direction = BaseDirection.None) =>
        new(TermKind.Literal, lexicalForm, default, language, direction);

    /// <summary>A triple term, given in its N-Triples form.</summary>
    public static TermSpan TripleTerm(ReadOnlySpan<byte> nTriplesForm) => new(TermKind.TripleTerm, nTriplesForm, default, default, BaseDirection.None);

    /// <summary>The value as a string.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Value);
}
