using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Sources;

/// <summary>Terms as objects, for callers that handle few of them; hot paths use spans.</summary>
public static class TermDictionaryExtensions
{
    /// <summary>The id of a term, or <see cref="TermId.Unbound"/>; see <see cref="ITermDictionary.Find"/>.</summary>
    public static TermId Find(this ITermDictionary dictionary, RdfTerm term)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var text = new TermBytes(term);
        return dictionary.Find(text.Span);
    }

    /// <summary>The term of an id as an object.</summary>
    /// <exception cref="KeyNotFoundException">The id is not of this dictionary.</exception>
    public static RdfTerm Get(this ITermDictionary dictionary, TermId id)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var holder = new Holder();
        dictionary.Read(id, static (in term, holder) => holder.Term = ToTerm(term), holder);
        return holder.Term ?? throw new KeyNotFoundException($"The id {id} has no term.");
    }

    /// <summary>Hands a quad of objects to a sink.</summary>
    public static void Quad(this IQuadSink sink, in Quad quad)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var (subject, predicate, @object) = (new TermBytes(quad.Subject), new TermBytes(quad.Predicate), new TermBytes(quad.Object));
        var graph = quad.Graph is null ? default : new TermBytes(quad.Graph);
        sink.Quad(subject.Span, predicate.Span, @object.Span, graph.Span);
    }

    private static RdfTerm ToTerm(in TermSpan term)
    {
        var value = Encoding.UTF8.GetString(term.Value);
        return term.Kind switch
        {
            TermKind.Iri => new Iri(value),
            TermKind.BlankNode => new BlankNode(value),
            TermKind.Literal when !term.Language.IsEmpty => new Literal(value, Encoding.UTF8.GetString(term.Language), term.Direction),
            TermKind.Literal when !term.Datatype.IsEmpty => new Literal(value, new Iri(Encoding.UTF8.GetString(term.Datatype))),
            TermKind.Literal => new Literal(value),
            _ => Rdf.Graphs.TermObjects.ToTerm(term)!,
        };
    }

    private sealed class Holder
    {
        internal RdfTerm? Term { get; set; }
    }

    /// <summary>The bytes that a span over an object term points to.</summary>
    private readonly struct TermBytes
    {
        private readonly TermKind _kind;
        private readonly byte[] _value;
        private readonly byte[] _qualifier;
        private readonly bool _hasLanguage;
        private readonly BaseDirection _direction;

        internal TermBytes(RdfTerm term)
        {
            ArgumentNullException.ThrowIfNull(term);
            _kind = term.Kind;
            _qualifier = [];
            switch (term)
            {
                case Iri iri:
                    _value = Encoding.UTF8.GetBytes(iri.Value);
                    break;
                case BlankNode node:
                    _value = Encoding.UTF8.GetBytes(node.Label);
                    break;
                case Literal literal:
                    _value = Encoding.UTF8.GetBytes(literal.LexicalForm);
                    _hasLanguage = literal.Language is not null;
                    _qualifier = Encoding.UTF8.GetBytes(literal.Language ?? literal.Datatype.Value);
                    _direction = literal.Direction;
                    break;
                default:
                    _value = new Rdf.Graphs.TermBytes().Encode(term).Value.ToArray();
                    break;
            }
        }

        internal TermSpan Span => _kind switch
        {
            TermKind.Iri => TermSpan.Iri(_value),
            TermKind.BlankNode => TermSpan.BlankNode(_value),
            TermKind.Literal when _hasLanguage => TermSpan.LangString(_value, _qualifier, _direction),
            TermKind.Literal => TermSpan.Literal(_value, _qualifier),
            TermKind.TripleTerm => TermSpan.TripleTerm(_value),
            _ => TermSpan.None,
        };
    }
}
