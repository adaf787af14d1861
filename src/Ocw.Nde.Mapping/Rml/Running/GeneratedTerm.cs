using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>A term as it is made, in UTF-8; valid until the next record.</summary>
internal readonly struct GeneratedTerm
{
    /// <summary>A term of this kind.</summary>
    public GeneratedTerm(TermKind kind, ReadOnlyMemory<byte> value, ReadOnlyMemory<byte> datatype = default, ReadOnlyMemory<byte> language = default, bool perGraph = false)
    {
        Kind = kind;
        Value = value;
        Datatype = datatype;
        Language = language;
        IsPerGraph = perGraph;
    }

    public TermKind Kind { get; }

    public ReadOnlyMemory<byte> Value { get; }

    public ReadOnlyMemory<byte> Datatype { get; }

    public ReadOnlyMemory<byte> Language { get; }

    /// <summary>Whether it is the blank head of a named collection, which is another one in every graph.</summary>
    public bool IsPerGraph { get; }

    /// <summary>The term for a sink.</summary>
    public TermSpan Span => Kind switch
    {
        TermKind.Iri => TermSpan.Iri(Value.Span),
        TermKind.BlankNode => TermSpan.BlankNode(Value.Span),
        TermKind.Literal => Language.IsEmpty ? TermSpan.Literal(Value.Span, Datatype.Span) : TermSpan.LangString(Value.Span, Language.Span),
        _ => TermSpan.None,
    };

    /// <summary>A term of the mapping.</summary>
    public static GeneratedTerm Of(RdfTerm term) => term switch
    {
        Iri iri => new(TermKind.Iri, Utf8(iri.Value)),
        BlankNode node => new(TermKind.BlankNode, Utf8("m" + node.Label)),
        Literal { Language: { } language } literal => new(TermKind.Literal, Utf8(literal.LexicalForm), default, Utf8(language)),
        Literal literal => new(TermKind.Literal, Utf8(literal.LexicalForm), literal.Datatype == Rdf.Namespaces.XsdNs.String ? default : Utf8(literal.Datatype.Value)),
        _ => throw new ArgumentException($"{term} cannot be made by a mapping.", nameof(term)),
    };

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}

/// <summary>Terms, in a list that is used again for every record.</summary>
internal sealed class TermList
{
    private GeneratedTerm[] _terms = new GeneratedTerm[4];

    public int Count { get; private set; }

    public ref readonly GeneratedTerm this[int index] => ref _terms[index];

    public void Clear() => Count = 0;

    public void Add(in GeneratedTerm term)
    {
        if (Count == _terms.Length)
            Array.Resize(ref _terms, Count * 2);
        _terms[Count++] = term;
    }
}
