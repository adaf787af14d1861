using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

// What RDF 1.2 XML Syntax adds: base directions, triple terms and annotations.
internal sealed partial class RdfXmlParser
{
    private Scope12 _of12;

    /// <summary>What holds in an element: whether it announces RDF 1.2, and the base direction of its texts.</summary>
    private readonly record struct Scope12(bool IsAnnounced, BaseDirection Written)
    {
        // A direction means something only where rdf:version says so.
        internal BaseDirection Direction => IsAnnounced ? Written : BaseDirection.None;
    }

    /// <summary>The names that a property element gives its triple: <c>rdf:ID</c> of a reification, and the reifier of an annotation.</summary>
    private readonly record struct StatementNames(TermSlot Statement, TermSlot Annotation);

    /// <summary>Takes <c>rdf:version</c> and <c>its:dir</c> of an element; what held outside is given back.</summary>
    private Scope12 Enter12(RdfXmlAttributes attributes)
    {
        var outer = _of12;
        if (attributes.Version is { } label)
        {
            if (!RdfVersions.TryParse(label, out var version))
                throw _cursor.Fault(RdfVersions.Expected, $"\"{label}\"");
            _of12 = _of12 with { IsAnnounced = version == RdfVersion.Rdf12 };
        }

        if (attributes.Direction is { } direction)
            _of12 = _of12 with { Written = direction switch { "ltr" => BaseDirection.LeftToRight, "rtl" => BaseDirection.RightToLeft, _ => BaseDirection.None } };
        return outer;
    }

    private TermSlot PushAnnotation(RdfXmlAttributes attributes) => attributes switch
    {
        { Annotation: not null, AnnotationNodeId: not null } => throw _cursor.Unexpected("only one of rdf:annotation and rdf:annotationNodeID"),
        { Annotation: { } iri } => PushReference(iri),
        { AnnotationNodeId: { } nodeId } => PushNodeId(nodeId),
        _ => default,
    };

    private void Annotate(TermSlot reifier, TermSlot subject, TermSlot predicate, in TermSpan @object) => _sink.Quad(
        Term(reifier),
        TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"u8),
        new TripleTermText().Compose(Term(subject), Term(predicate), @object),
        TermSpan.None);

    // parseTypeTriplePropertyElt: the one triple of the node element inside is the object. Without rdf:version="1.2" the element says nothing.
    private void TripleContent(TermSlot subject, TermSlot predicate, StatementNames names)
    {
        Enter();
        var outer = _sink;
        var triple = new OneTriple();
        _sink = triple;
        var above = _terms.Length;
        foreach (var _ in Children("a node element"))
        {
            NodeElement();
            _terms.Length = above;
        }

        _sink = outer;
        _depth--;
        if (!_of12.IsAnnounced)
            return;
        if (triple.Count != 1)
            throw _cursor.Fault("exactly one triple in an element with rdf:parseType=\"Triple\"", triple.Count == 0 ? "none" : $"{triple.Count}");
        var start = _terms.Length;
        _terms.Append(triple.Form);
        EmitReified(subject, predicate, Top(TermKind.TripleTerm, start), names);
    }

    /// <summary>Takes triples and keeps the first as a triple term.</summary>
    private sealed class OneTriple : IQuadSink
    {
        private byte[] _form = [];

        internal ReadOnlySpan<byte> Form => _form;

        internal int Count { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (Count++ == 0)
                _form = new TripleTermText().Compose(subject, predicate, @object).Value.ToArray();
        }
    }
}
