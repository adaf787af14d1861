using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Writes RDF 1.1 XML: one element for each run of triples with the same subject, one property element for each triple.</summary>
/// <remarks>
/// RDF/XML cannot hold every graph: a predicate must end in an XML name, and most control characters cannot stand in a literal. Such a triple is a
/// <see cref="FormatException"/>, never a document that says something else.
/// </remarks>
internal sealed class RdfXmlWriter(Utf8Output output, RdfWriterOptions options) : RdfWriter
{
    // Names of XML that are ASCII; any other character ends the namespace instead, which is as well.
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);
    private static readonly SearchValues<byte> NameStarts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"u8);

    // What XML 1.0 cannot write: control characters but tab, line feed and carriage return.
    private static readonly SearchValues<byte> Unwritable = SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(b => b is not (9 or 10 or 13)).Select(b => (byte)b)]);

    private static readonly SearchValues<char> NotInNamespaces = SearchValues.Create("<>\"\n\r\t ");

    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal) { [RdfXmlNames.Rdf] = "rdf" };
    private readonly HeldTerm _subject = new();
    private readonly bool _is12 = options.Version == RdfVersion.Rdf12;
    private bool _begun;

    /// <inheritdoc/>
    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        var name = Encoding.UTF8.GetString(prefix);
        var known = Encoding.UTF8.GetString(iri);
        var isName = !prefix.IsEmpty && NameStarts.Contains(prefix[0]) && prefix.IndexOfAnyExcept(NameBytes) < 0 && !name.StartsWith("xml", StringComparison.OrdinalIgnoreCase);
        if (!_begun && isName && known.Length > 0 && !known.AsSpan().ContainsAny(NotInNamespaces) && !_prefixes.ContainsValue(name))
            _prefixes.TryAdd(known, name);
    }

    /// <inheritdoc/>
    public override void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        if (graph.Kind != TermKind.None && !options.DropGraphNames)
            throw NamedGraphs.NotHeldBy("RDF/XML", graph);
        Begin();
        if (!_subject.Is(subject))
        {
            EndSubject();
            output.Write("  <rdf:Description "u8);
            WriteNode("rdf:about"u8, subject);
            output.Write(">\n"u8);
            _subject.Hold(subject);
        }

        output.Write("    "u8);
        WriteProperty(predicate, @object);
    }

    private void WriteProperty(in TermSpan predicate, in TermSpan @object)
    {
        var local = LocalName(predicate.Value);
        output.Write((byte)'<');
        var prefix = WriteName(predicate.Value[..^local], predicate.Value[^local..]);
        WriteObject(@object);
        if (@object.Kind is TermKind.Iri or TermKind.BlankNode)
            return;
        output.Write("</"u8);
        output.Write(prefix);
        output.Write((byte)':');
        output.Write(predicate.Value[^local..]);
        output.Write(">\n"u8);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        Begin();
        EndSubject();
        output.Write("</rdf:RDF>\n"u8);
        output.Flush();
    }

    /// <inheritdoc/>
    public override void Flush() => output.Flush();

    private void Begin()
    {
        if (_begun)
            return;
        _begun = true;
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF"u8);
        foreach (var (iri, prefix) in _prefixes)
        {
            output.Write(" xmlns:"u8);
            output.Write(Encoding.UTF8.GetBytes(prefix));
            output.Write("=\""u8);
            XmlText.Write(output, Encoding.UTF8.GetBytes(iri));
            output.Write((byte)'"');
        }

        output.Write(_is12 ? " its:version=\"2.0\" xmlns:its=\"http://www.w3.org/2005/11/its\" rdf:version=\"1.2\">\n"u8 : ">\n"u8);
    }

    private void EndSubject()
    {
        if (_subject.Kind != TermKind.None)
            output.Write("  </rdf:Description>\n"u8);
        _subject.Clear();
    }

    // A namespace that was not declared at the top is declared where it is used.
    private byte[] WriteName(ReadOnlySpan<byte> space, ReadOnlySpan<byte> local)
    {
        var declared = _prefixes.TryGetValue(Encoding.UTF8.GetString(space), out var known);
        var prefix = declared ? Encoding.UTF8.GetBytes(known!) : "p"u8.ToArray();
        if (!declared && _prefixes.ContainsValue("p"))
            prefix = "p."u8.ToArray();
        output.Write(prefix);
        output.Write((byte)':');
        output.Write(local);
        if (!declared)
        {
            output.Write(" xmlns:"u8);
            output.Write(prefix);
            output.Write("=\""u8);
            WriteIri(space);
            output.Write((byte)'"');
        }

        return prefix;
    }

    private void WriteObject(in TermSpan term)
    {
        output.Write((byte)(term.Kind == TermKind.Literal && term.Language.IsEmpty && term.Datatype.IsEmpty ? '>' : ' '));
        switch (term.Kind)
        {
            case TermKind.Iri or TermKind.BlankNode:
                WriteNode("rdf:resource"u8, term);
                output.Write("/>\n"u8);
                return;
            case TermKind.Literal:
                WriteLiteral(term);
                return;
            default:
                WriteTripleTerm(term);
                return;
        }
    }

    private void WriteTripleTerm(in TermSpan term)
    {
        if (!_is12)
            throw new FormatException($"RDF/XML 1.1 cannot hold the triple term {term.ToString()}. Write RDF 1.2 (--rdf-version 1.2), or choose another format.");
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        output.Write("rdf:parseType=\"Triple\"><rdf:Description "u8);
        WriteNode("rdf:about"u8, subject);
        output.Write((byte)'>');
        WriteProperty(predicate, @object);
        output.Write("</rdf:Description>"u8);
    }

    private void WriteLiteral(in TermSpan term)
    {
        if (!term.Language.IsEmpty)
        {
            output.Write("xml:lang=\""u8);
            XmlText.Write(output, term.Language);
            if (term.Direction != BaseDirection.None)
                WriteDirection(term.Direction);
            output.Write("\">"u8);
        }
        else if (!term.Datatype.IsEmpty)
        {
            output.Write("rdf:datatype=\""u8);
            WriteIri(term.Datatype);
            output.Write("\">"u8);
        }

        if (term.Value.ContainsAny(Unwritable) || term.Value.IndexOf("\uFFFE"u8) >= 0 || term.Value.IndexOf("\uFFFF"u8) >= 0)
            throw new FormatException("RDF/XML cannot hold a literal with control characters, and the answer has one. Choose another format, such as Turtle.");
        XmlText.Write(output, term.Value);
    }

    private void WriteDirection(BaseDirection direction)
    {
        if (!_is12)
            throw new FormatException("RDF/XML 1.1 cannot hold a base direction. Write RDF 1.2 (--rdf-version 1.2), or choose another format.");
        output.Write(direction == BaseDirection.LeftToRight ? "\" its:dir=\"ltr"u8 : "\" its:dir=\"rtl"u8);
    }

    private void WriteNode(ReadOnlySpan<byte> attribute, in TermSpan term)
    {
        if (term.Kind == TermKind.BlankNode)
        {
            output.Write("rdf:nodeID=\""u8);
            WriteLabel(term.Value);
        }
        else
        {
            output.Write(attribute);
            output.Write("=\""u8);
            WriteIri(term.Value);
        }

        output.Write((byte)'"');
    }

    private void WriteIri(ReadOnlySpan<byte> iri)
    {
        if (iri.ContainsAny(Unwritable))
            throw new FormatException($"RDF/XML cannot hold the IRI {Encoding.UTF8.GetString(iri)}. Choose another format, such as Turtle.");
        XmlText.Write(output, iri);
    }

    // As WritableLabels, for the names of XML.
    private void WriteLabel(ReadOnlySpan<byte> label)
    {
        if (!label.IsEmpty && NameStarts.Contains(label[0]) && label.IndexOfAnyExcept(NameBytes) < 0 && !label.StartsWith("hex"u8))
            output.Write(label);
        else
            output.Write(Encoding.ASCII.GetBytes("hex" + Convert.ToHexString(label)));
    }

    /// <summary>The length of the name at the end of a predicate.</summary>
    private static int LocalName(ReadOnlySpan<byte> iri)
    {
        var start = iri.LastIndexOfAnyExcept(NameBytes) + 1;
        var name = iri[start..].IndexOfAny(NameStarts);
        var length = name < 0 ? 0 : iri.Length - start - name;
        var isReserved = length > 0 && iri[..^length].SequenceEqual("http://www.w3.org/1999/02/22-rdf-syntax-ns#"u8)
            && (Encoding.UTF8.GetString(iri[^length..]) is var local && (!RdfXmlNames.IsPropertyElement(local) || local == "li"));
        return length > 0 && length < iri.Length && !isReserved
            ? length
            : throw new FormatException($"RDF/XML cannot hold the predicate <{Encoding.UTF8.GetString(iri)}>: it does not end in an XML name. Choose another format, such as Turtle.");
    }
}
