using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts a page of a site into records, each as N-Triples under its IRI; a node without one gets the address of the page.</summary>
internal sealed class SitePageCutter(ArchivedPayload payload, CutContext context, IReadOnlyList<string> classes)
{
    private string PageAddress => payload.Page ?? payload.Origin;

    public IEnumerable<CutItem> Cut(Stream stream)
    {
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        context.HighWaterMark = Math.Max(context.HighWaterMark, (int)bytes.Length);
        var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        var page = SitePage.Read(content, payload.MediaType, payload.Charset, payload.Base, context.Options.JsonLd);
        string[] addresses = [SiteRecords.Plain(PageAddress), SiteRecords.Plain(payload.Base), SiteRecords.Plain(payload.Origin)];
        var records = SiteRecords.Of(page.Graph, addresses, classes, page.IsHtml, out var found);
        if (found.Count == 0)
        {
            yield return Empty(page);
            yield break;
        }

        if (page.Problem is { } problem)
            yield return page.IsHtml
                ? context.Noticed("site-no-data", $"A part of the page is not used: {problem}. Tell the administrator of the site.")
                : context.EndedEarly("page-damaged", $"The page cannot be read to its end: {problem}.");
        var names = new Lazy<string>(() => (page.IsHtml ? SitePage.CanonicalOf(content, new Uri(payload.Base)) : null) ?? PageAddress);
        foreach (var item in Cut(page.Graph, records, found, names))
            yield return found.Count == 1 ? context.Placed(item, 0, content.Length) : item;
    }

    private CutItem.Fault Empty(SitePage page)
    {
        var (code, reason) = page.Graph.Count == 0 || page.Problem is not null
            ? ("site-no-data", page.Problem is { } problem ? $"The page has no data that can be read: {problem}." : "The page has no data: no RDF comes for it, no link leads to any, and it holds no JSON-LD, RDFa or microdata.")
            : ("site-no-record", classes.Count > 0 ? $"The page has data, but nothing of the classes {string.Join(", ", classes)}." : "The page has data about the site only, none about a subject of its own.");
        return new CutItem.Fault(new HarvestFault(PageAddress, context.Origin, $"{reason} It is set aside; leave such pages out with include or exclude in the settings of the source.", code));
    }

    private IEnumerable<CutItem> Cut(PageGraph graph, SiteRecords records, List<int> found, Lazy<string> pageName)
    {
        var all = found.ToHashSet();
        var nameless = 0;
        foreach (var record in found)
        {
            var isNamed = graph.IsIri(record);
            var identifier = isNamed ? graph.Name(record) : nameless++ == 0 ? pageName.Value : $"{pageName.Value}#{nameless}";
            var name = record;
            if (!isNamed)
            {
                // The name has to be a term of the page.
                graph.Quad(TermSpan.Iri(Encoding.UTF8.GetBytes(identifier)), TermSpan.Iri("urn:ocwnde:harvest:name"u8), TermSpan.Iri("urn:ocwnde:harvest:name"u8), TermSpan.None);
                name = graph.Find(identifier);
            }

            yield return found.Count == 1 ? Whole(graph, records, record, name, identifier) : Part(graph, new NodeDescription(graph, node => all.Contains(node) || records.IsFurniture(node) || (!isNamed && node == name)), record, isNamed ? -1 : name, identifier);
        }
    }

    // A page about one thing: all of it but what belongs to the page itself.
    private CutItem Whole(PageGraph graph, SiteRecords records, int record, int name, string identifier)
    {
        var mark = graph.Find("urn:ocwnde:harvest:name"u8);
        var text = new ArrayBufferWriter<byte>(4096);
        var written = new HashSet<PageQuad>();
        for (var i = 0; i < graph.Count; i++)
        {
            var quad = graph[i];
            if (records.IsFurniture(quad.Subject) || quad.Predicate == mark)
                continue;
            var triple = new PageQuad(quad.Subject == record ? name : quad.Subject, quad.Predicate, quad.Object == record ? name : quad.Object, -1);
            if (!written.Add(triple))
                continue;
            text.Write(graph.Text(triple.Subject));
            text.Write(" "u8);
            text.Write(graph.Text(triple.Predicate));
            text.Write(" "u8);
            text.Write(graph.Text(triple.Object));
            text.Write(" .\n"u8);
            if (text.WrittenCount > context.Options.MaxRecordBytes)
                return TooLarge(identifier);
        }

        return Record(identifier, text.WrittenSpan.ToArray());
    }

    private CutItem Part(PageGraph graph, NodeDescription description, int record, int renamed, string identifier) =>
        description.Write(record, record, renamed, graph.Find("urn:ocwnde:harvest:name"u8), context.Options.MaxRecordBytes) is { } content ? Record(identifier, content) : TooLarge(identifier);

    private CutItem.Record Record(string identifier, byte[] content) =>
        new(new HarvestedRecord(identifier, payload.Changed, IsDeleted: false, context.KeysOnly ? [] : content, "application/n-triples", $"{context.Origin}, {identifier}", context.PayloadHash));

    private CutItem.Fault TooLarge(string identifier) =>
        new(new HarvestFault(identifier, context.Origin, $"The record is longer than the ceiling of {context.Options.MaxRecordBytes:N0} bytes; it is set aside.", "record-too-large"));
}
