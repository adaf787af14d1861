using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

// Terms on the stack, and quads to the sink.
internal sealed partial class RdfXmlParser
{
    private static ReadOnlySpan<byte> Rdf => "http://www.w3.org/1999/02/22-rdf-syntax-ns#"u8;

    private void Emit(TermSlot subject, TermSlot predicate, TermSlot @object) =>
        _sink.Quad(Term(subject), Term(predicate), Term(@object), TermSpan.None);

    private void EmitReified(TermSlot subject, TermSlot predicate, TermSlot @object, StatementNames names)
    {
        Emit(subject, predicate, @object);
        Name(names, subject, predicate, Term(@object));
    }

    private void EmitLiteral(
        TermSlot subject, TermSlot predicate, TermSlot text, TermSlot datatype, StatementNames names, bool withLanguage = true, string? language = null)
    {
        // Pushing may move the stack, so the spans are made last.
        var tag = withLanguage && datatype.Kind == TermKind.None ? PushLanguage(language ?? Xml.XmlLang) : default;
        Name(names, subject, predicate, LiteralSpan(text, datatype, tag));
        _sink.Quad(Term(subject), Term(predicate), LiteralSpan(text, datatype, tag), TermSpan.None);
    }

    private void Name(StatementNames names, TermSlot subject, TermSlot predicate, in TermSpan @object)
    {
        if (names.Statement.Kind != TermKind.None)
            Reify(names.Statement, subject, predicate, @object);
        if (names.Annotation.Kind != TermKind.None)
            Annotate(names.Annotation, subject, predicate, @object);
    }

    // [7.3] Reification rules
    private void Reify(TermSlot statement, TermSlot subject, TermSlot predicate, in TermSpan @object)
    {
        _sink.Quad(Term(statement), TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"u8), Term(subject), TermSpan.None);
        _sink.Quad(Term(statement), TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"u8), Term(predicate), TermSpan.None);
        _sink.Quad(Term(statement), TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#object"u8), @object, TermSpan.None);
        _sink.Quad(
            Term(statement),
            TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8),
            TermSpan.Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"u8),
            TermSpan.None);
    }

    private TermSpan LiteralSpan(TermSlot text, TermSlot datatype, TermSlot language)
    {
        var form = Bytes(text);
        return language.Length > 0 ? TermSpan.LangString(form, Bytes(language), _of12.Direction) : TermSpan.Literal(form, Bytes(datatype));
    }

    private TermSpan Term(TermSlot slot) => slot.Kind switch
    {
        TermKind.BlankNode => TermSpan.BlankNode(Bytes(slot)),
        TermKind.TripleTerm => TermSpan.TripleTerm(Bytes(slot)),
        _ => TermSpan.Iri(Bytes(slot)),
    };

    private ReadOnlySpan<byte> Bytes(TermSlot slot) => _terms.Slice(slot.Start, slot.Length);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private TermSlot Top(TermKind kind, int start) => new(kind, start, _terms.Length - start);

    private TermSlot PushText(string text)
    {
        var start = _terms.Length;
        _terms.Append(text);
        _cursor.CheckLength(_terms.Length - start);
        return Top(TermKind.Literal, start);
    }

    private TermSlot PushVocabulary(ReadOnlySpan<byte> local)
    {
        var start = _terms.Length;
        _terms.Append(Rdf);
        _terms.Append(local);
        return Top(TermKind.Iri, start);
    }

    private TermSlot PushMember(int number)
    {
        var start = _terms.Length;
        _terms.Append(Rdf);
        _terms.Append((byte)'_');
        _terms.AppendNumber(number);
        return Top(TermKind.Iri, start);
    }

    /// <summary>The IRI of an element or attribute: its namespace and local name, joined.</summary>
    private TermSlot PushName(string space, string local)
    {
        if (space.Length == 0)
            throw _cursor.Unexpected("an element in a namespace");
        var start = _terms.Length;
        _terms.Append(space);
        _terms.Append(local);
        return Accepted(start, mayResolve: false);
    }

    /// <summary>The IRI that an attribute's value refers to.</summary>
    private TermSlot PushReference(string reference)
    {
        var start = _terms.Length;
        _terms.Append(reference);
        return Accepted(start, mayResolve: true);
    }

    // [7.2.22] idAttr: the base, '#' and the name; each only once in a document.
    private TermSlot PushId(string id)
    {
        if (!RdfXmlNames.IsNcName(id))
            throw _cursor.Fault("an XML name in rdf:ID", $"'{id}'");
        var slot = PushReference("#" + id);
        if (!_ids.Add(Encoding.UTF8.GetString(Bytes(slot))))
        {
            if (!_options.Lenient)
                throw _cursor.Fault("each rdf:ID once in a document", $"'{id}' again");
            _notices.Report(RdfNoticeKind.DuplicateId, $"rdf:ID '{id}' is used twice", _cursor.Position);
        }

        return slot;
    }

    private TermSlot PushNodeId(string nodeId)
    {
        if (!RdfXmlNames.IsNcName(nodeId))
            throw _cursor.Fault("an XML name in rdf:nodeID", $"'{nodeId}'");
        var start = _terms.Length;
        _labels.AppendWritten(Utf8(nodeId), _terms);
        return Top(TermKind.BlankNode, start);
    }

    private TermSlot PushMade() => PushMade(_labels.Next());

    private TermSlot PushMade(long number)
    {
        var start = _terms.Length;
        _labels.AppendMade(number, _terms);
        return Top(TermKind.BlankNode, start);
    }

    private TermSlot PushLanguage(string tag)
    {
        if (tag.Length == 0)
            return default;
        var bytes = Utf8(tag);
        var fault = LanguageTags.Read(bytes, _options.Lenient, out var length, out var repair);
        if (fault.IsFault || length != bytes.Length)
            throw _cursor.Fault("a language tag such as nl or en-GB in xml:lang", $"'{tag}'");
        if (repair)
            _notices.Report(RdfNoticeKind.LanguageTagRepaired, LanguageTags.RepairMessage(bytes), _cursor.Position);
        var start = _terms.Length;
        LanguageTags.AppendRepaired(bytes, _terms);
        return Top(TermKind.Literal, start);
    }

    /// <summary>Checks the IRI on top of the stack and resolves it against the base.</summary>
    private TermSlot Accepted(int start, bool mayResolve)
    {
        _scratch.Length = 0;
        var raw = _terms.From(start);
        var fault = IriRefs.Decode(raw, escapes: false, _options.Lenient, _scratch, out var iri, out var doubts);
        if (fault.IsFault)
            throw _cursor.Fault(fault.Expected!, $"{fault.Found} in '{Encoding.UTF8.GetString(raw)}'");
        if (doubts != IriDoubts.None)
            _notices.Report(doubts, iri, _cursor.Position);

        if (!IriResolver.IsAbsolute(iri))
        {
            if (!mayResolve || _base.Length == 0)
                throw _cursor.Fault(mayResolve ? "an absolute IRI (the document has no base)" : "a namespace that is an absolute IRI", $"'{Encoding.UTF8.GetString(iri)}'");
            var reference = iri.ToArray();
            _terms.Length = start;
            IriResolver.Resolve(_base, reference, _terms);
        }
        else if (doubts.HasFlag(IriDoubts.Repaired))
        {
            _terms.Length = start;
            _terms.Append(iri);
        }

        if (_terms.Length - start > _options.MaxIriBytes)
            throw _cursor.Fault($"an IRI of at most {_options.MaxIriBytes} bytes", $"one of {_terms.Length - start}");
        return Top(TermKind.Iri, start);
    }
}
