using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts an answer that describes records into them: the nodes that the question marked, each as N-Triples.</summary>
internal sealed class SparqlPageCutter(ArchivedPayload payload, CutContext context)
{
    private static readonly string[] Columns = ["root", "n", "p", "o"];

    public IEnumerable<CutItem> Cut(Stream answer)
    {
        var bytes = new MemoryStream();
        answer.CopyTo(bytes);
        context.HighWaterMark = Math.Max(context.HighWaterMark, (int)bytes.Length);
        var graph = new PageGraph();
        var problem = Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), payload.MediaType, payload.Base, graph, context.Options.JsonLd);
        var mark = graph.Find(SparqlQuestions.Mark);
        var records = Records(graph, mark);
        var description = new NodeDescription(graph, records.Contains);
        foreach (var record in records)
            yield return Cut(graph, record, mark, description);
        if (problem is not null)
            yield return context.EndedEarly("page-damaged", $"The answer cannot be read to its end: {problem}.");
    }

    /// <summary>Reads an answer, which is RDF or rows of root, node, property and value.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> if nothing is.</returns>
    public static string? Read(ReadOnlyMemory<byte> bytes, string? mediaType, string address, PageGraph graph, JsonLdOptions jsonLd)
    {
        var type = mediaType is "text/html" ? null : mediaType;
        if (bytes.IsEmpty)
            return null;
        if (type?.Contains("sparql-results", StringComparison.Ordinal) != true && type is not "text/tab-separated-values" && RdfPages.FormatOf(bytes.Span, type, "") is not null)
            return RdfPages.Read(bytes, type, address, graph, jsonLd);
        try
        {
            ReadRows(bytes, type, graph);
            return null;
        }
        catch (FormatException broken)
        {
            return broken.Message.TrimEnd('.');
        }
    }

    /// <summary>The records of an answer, in its order.</summary>
    public static List<int> RecordsOf(PageGraph graph) => [.. Records(graph, graph.Find(SparqlQuestions.Mark))];

    private static void ReadRows(ReadOnlyMemory<byte> bytes, string? mediaType, PageGraph graph)
    {
        var rows = SparqlEndpoint.Rows(bytes, mediaType);
        var columns = Columns.Select(name => rows.Variables.ToList().IndexOf(name)).ToArray();
        if (columns.Contains(-1))
            throw new FormatException("the rows have no columns root, n, p and o");
        var marked = new HashSet<RdfTerm>();
        TermBytes subject = new(), predicate = new(), @object = new();
        foreach (var row in rows.Rows)
        {
            if (row[columns[0]] is not { } root || row[columns[1]] is not { } node || row[columns[2]] is not { } property || row[columns[3]] is not { } value)
                continue;
            graph.Quad(subject.Encode(node), predicate.Encode(property), @object.Encode(value), TermSpan.None);
            if (marked.Add(root))
                graph.Quad(subject.Encode(root), TermSpan.Iri("urn:ocwnde:harvest:record"u8), @object.Encode(root), TermSpan.None);
        }
    }

    private static HashSet<int> Records(PageGraph graph, int mark)
    {
        var found = new HashSet<int>();
        for (var i = 0; i < graph.Count; i++)
        {
            if (graph[i].Predicate == mark)
                found.Add(graph[i].Subject);
        }

        return found;
    }

    private CutItem Cut(PageGraph graph, int record, int mark, NodeDescription description)
    {
        var identifier = graph.Name(record);
        var origin = $"{context.Origin}, {identifier}";
        var content = description.Write(record, record, -1, mark, context.Options.MaxRecordBytes);
        return content is null
            ? new CutItem.Fault(new HarvestFault(identifier, origin, $"The record is longer than the ceiling of {context.Options.MaxRecordBytes:N0} bytes; it is set aside.", "record-too-large"))
            : new CutItem.Record(new HarvestedRecord(identifier, null, IsDeleted: false, context.KeysOnly ? [] : content, "application/n-triples", origin, context.PayloadHash));
    }
}
