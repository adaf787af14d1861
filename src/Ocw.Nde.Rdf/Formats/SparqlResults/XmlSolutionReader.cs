using System.Xml;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL Query Results XML Format. Document types are refused.</summary>
internal static class XmlSolutionReader
{
    private const int MaxDepth = 512;

    private const string Namespace = "http://www.w3.org/2005/sparql-results#";

    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        using var stream = new MemoryStream(document.ToArray(), writable: false);
        var collector = new SolutionCollector();

        // A stream in memory never waits: the task is complete when it is given.
        ReadAsync(stream, collector, CancellationToken.None).GetAwaiter().GetResult();
        return collector.Results;
    }

    /// <summary>Reads a stream as it comes.</summary>
    internal static async Task ReadAsync(Stream input, ISolutionSink sink, CancellationToken cancellation)
    {
        var settings = new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var xml = XmlReader.Create(input, settings);
        try
        {
            await ReadAsync(xml, sink, cancellation).ConfigureAwait(false);
        }
        catch (XmlException fault)
        {
            throw new RdfSyntaxException("SPARQL results in XML", fault.Message, fault.LineNumber, fault.LinePosition, inner: fault);
        }
    }

    private static async Task ReadAsync(XmlReader xml, ISolutionSink sink, CancellationToken cancellation)
    {
        await xml.MoveToContentAsync().ConfigureAwait(false);
        if (xml.LocalName != "sparql" || xml.NamespaceURI != Namespace)
            throw Fault(xml, "the element sparql of " + Namespace);

        var variables = new List<string>();
        var isHead = true;
        while (await xml.ReadAsync().ConfigureAwait(false))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Namespace)
                continue;
            switch (xml.LocalName)
            {
                case "variable":
                    var name = Attribute(xml, "name");
                    if (variables.Contains(name, StringComparer.Ordinal))
                        throw Fault(xml, "each variable once");
                    variables.Add(name);
                    break;
                case "boolean":
                    sink.Boolean((await xml.ReadElementContentAsStringAsync().ConfigureAwait(false)).Trim() switch { "true" or "1" => true, "false" or "0" => false, _ => throw Fault(xml, "true or false") });
                    return;
                case "results":
                    isHead = false;
                    sink.Variables(variables);
                    break;
                case "result":
                    cancellation.ThrowIfCancellationRequested();
                    await SolutionAsync(xml, variables, sink).ConfigureAwait(false);
                    break;
            }
        }

        if (isHead)
            throw Fault(xml, "an element results or boolean");
    }

    private static async Task SolutionAsync(XmlReader xml, List<string> variables, ISolutionSink sink)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement || xml.Depth > depth)
        {
            if (!await xml.ReadAsync().ConfigureAwait(false) || xml.Depth <= depth)
                break;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            var variable = xml.LocalName == "binding" ? Attribute(xml, "name") : null;
            if (variable is null || !variables.Contains(variable, StringComparer.Ordinal))
                throw Fault(xml, "a binding of a variable of the head");
            while (await xml.ReadAsync().ConfigureAwait(false) && xml.NodeType == XmlNodeType.Whitespace)
            {
                // Up to the term.
            }

            sink.Bind(variable, await TermAsync(xml).ConfigureAwait(false));
        }

        sink.EndSolution();
    }

    private static async Task<RdfTerm> TermAsync(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element)
            throw Fault(xml, "uri, literal, bnode or triple");
        var kind = xml.LocalName;
        if (kind == "triple")
            return await TripleTermAsync(xml).ConfigureAwait(false);
        var language = xml.GetAttribute("xml:lang") ?? "";
        var datatype = xml.GetAttribute("datatype");
        var direction = xml.GetAttribute("dir", "http://www.w3.org/2005/11/its") switch
        {
            null => BaseDirection.None,
            "ltr" => BaseDirection.LeftToRight,
            "rtl" => BaseDirection.RightToLeft,
            _ => throw Fault(xml, "the direction ltr or rtl"),
        };
        if (kind is not ("uri" or "bnode" or "literal"))
            throw Fault(xml, "uri, literal, bnode or triple");
        var content = await ContentAsync(xml).ConfigureAwait(false);
        return kind switch
        {
            "uri" => new Iri(content),
            "bnode" => new BlankNode(content),
            _ when language.Length > 0 => new Literal(content, language, direction),
            _ => new Literal(content, datatype is null ? XsdNs.String : new Iri(datatype)),
        };
    }

    // SPARQL 1.2 Query Results XML §2.3.1: subject, predicate and object, each with a term in it.
    private static async Task<RdfTerm> TripleTermAsync(XmlReader xml)
    {
        if (xml.Depth > MaxDepth)
            throw Fault(xml, "triple terms that are nested less deep");
        var terms = new RdfTerm[3];
        for (var i = 0; i < terms.Length; i++)
        {
            await ToElementAsync(xml, i switch { 0 => "subject", 1 => "predicate", _ => "object" }).ConfigureAwait(false);
            await ToElementAsync(xml, null).ConfigureAwait(false);
            terms[i] = await TermAsync(xml).ConfigureAwait(false);
            await ToEndAsync(xml).ConfigureAwait(false);
        }

        await ToEndAsync(xml).ConfigureAwait(false);
        return terms[0] is Iri or BlankNode && terms[1] is Iri ? new TripleTerm(new(terms[0], terms[1], terms[2])) : throw Fault(xml, "a triple");
    }

    private static async Task ToElementAsync(XmlReader xml, string? name)
    {
        while (await xml.ReadAsync().ConfigureAwait(false) && xml.NodeType == XmlNodeType.Whitespace)
        {
            // Up to the element.
        }

        if (xml.NodeType != XmlNodeType.Element || (name is not null && xml.LocalName != name))
            throw Fault(xml, name ?? "a term");
    }

    private static async Task ToEndAsync(XmlReader xml)
    {
        while (await xml.ReadAsync().ConfigureAwait(false) && xml.NodeType == XmlNodeType.Whitespace)
        {
            // Up to the end of the element.
        }

        if (xml.NodeType != XmlNodeType.EndElement)
            throw Fault(xml, "the end of the element");
    }

    // Leaves the reader on the end of the element, so that the caller's next Read does not skip a sibling.
    private static async Task<string> ContentAsync(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = "";
        while (await xml.ReadAsync().ConfigureAwait(false) && xml.NodeType != XmlNodeType.EndElement)
            text += xml.HasValue ? await xml.GetValueAsync().ConfigureAwait(false) : throw Fault(xml, "text");
        return text;
    }

    private static string Attribute(XmlReader xml, string name) => xml.GetAttribute(name) ?? throw Fault(xml, $"an attribute '{name}'");

    private static RdfSyntaxException Fault(XmlReader xml, string expected)
    {
        var at = (IXmlLineInfo)xml;
        return new(expected, $"{xml.NodeType} '{xml.Name}'", at.LineNumber, at.LinePosition);
    }
}
