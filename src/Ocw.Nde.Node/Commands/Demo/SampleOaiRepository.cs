using System.Globalization;
using System.Xml.Linq;

namespace Ocw.Nde.Node.Commands.Demo;

/// <summary>A small OAI-PMH 2.0 repository over records in a file, for the demonstration and the tests: real paging, resumption tokens and deleted records.</summary>
internal sealed class SampleOaiRepository
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private readonly List<SampleRecord> _records;
    private readonly string _prefix;
    private readonly int _pageSize;
    private readonly TimeProvider _time;

    /// <summary>A repository of these records.</summary>
    /// <param name="records">The records.</param>
    /// <param name="prefix">The only metadata prefix that it knows.</param>
    /// <param name="pageSize">Records on one page.</param>
    /// <param name="time">The clock of <c>responseDate</c>.</param>
    public SampleOaiRepository(IEnumerable<SampleRecord> records, string prefix, int pageSize, TimeProvider time)
    {
        _records = [.. records.OrderBy(r => r.Datestamp).ThenBy(r => r.Identifier, StringComparer.Ordinal)];
        _prefix = prefix;
        _pageSize = pageSize;
        _time = time;
    }

    /// <summary>Reads records from a file: elements <c>record</c> with <c>id</c>, <c>datestamp</c> and, for deleted ones, <c>status</c>; the one child is the metadata.</summary>
    public static IEnumerable<SampleRecord> ReadRecords(string file)
    {
        foreach (var record in XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!.Elements("record"))
        {
            yield return new SampleRecord(
                (string)record.Attribute("id")!,
                DateTimeOffset.Parse((string)record.Attribute("datestamp")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                (string?)record.Attribute("status") == "deleted" ? null : record.Elements().First());
        }
    }

    /// <summary>Answers one request.</summary>
    public XDocument Answer(IQueryCollection query, string address) => (string?)query["verb"] switch
    {
        "Identify" => Response(address, query, Identify(address)),
        "ListMetadataFormats" => Response(address, query, Formats()),
        "ListSets" => Error(address, query, "noSetHierarchy", "This repository has no sets."),
        "ListRecords" => List(query, address),
        "GetRecord" => Get(query, address),
        _ => Error(address, query, "badVerb", "Identify, ListMetadataFormats, ListSets, ListRecords and GetRecord are known."),
    };

    private XDocument List(IQueryCollection query, string address)
    {
        var (offset, from) = (0, (DateTimeOffset?)null);
        if ((string?)query["resumptionToken"] is { } token)
        {
            var parts = token.Split('/');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out offset) || offset >= _records.Count)
                return Error(address, query, "badResumptionToken", "The token is not of this repository.");
            from = Instant(parts[1]);
        }
        else
        {
            if ((string?)query["metadataPrefix"] != _prefix)
                return Error(address, query, "cannotDisseminateFormat", $"Only {_prefix} is known.");
            from = Instant((string?)query["from"]);
        }

        var matching = _records.FindAll(r => from is null || r.Datestamp >= from);
        if (matching.Count == 0)
            return Error(address, query, "noRecordsMatch", "No record changed since then.");
        var list = new XElement(Oai + "ListRecords", matching.Skip(offset).Take(_pageSize).Select(Element));
        if (matching.Count > _pageSize)
        {
            var next = offset + _pageSize;
            list.Add(new XElement(
                Oai + "resumptionToken",
                new XAttribute("completeListSize", matching.Count),
                new XAttribute("cursor", offset),
                next < matching.Count ? string.Create(CultureInfo.InvariantCulture, $"{next}/{from:yyyy-MM-ddTHH:mm:ssZ}") : ""));
        }

        return Response(address, query, list);
    }

    private XDocument Get(IQueryCollection query, string address) =>
        _records.Find(r => r.Identifier == (string?)query["identifier"]) is { } record
            ? Response(address, query, new XElement(Oai + "GetRecord", Element(record)))
            : Error(address, query, "idDoesNotExist", "No record has this identifier.");

    private static XElement Element(SampleRecord record)
    {
        var header = new XElement(Oai + "header", new XElement(Oai + "identifier", record.Identifier), new XElement(Oai + "datestamp", Text(record.Datestamp)));
        if (record.Metadata is null)
        {
            header.Add(new XAttribute("status", "deleted"));
            return new XElement(Oai + "record", header);
        }

        return new XElement(Oai + "record", header, new XElement(Oai + "metadata", record.Metadata));
    }

    private XElement Identify(string address) => new(
        Oai + "Identify",
        new XElement(Oai + "repositoryName", "OcwNde sample repository"),
        new XElement(Oai + "baseURL", address),
        new XElement(Oai + "protocolVersion", "2.0"),
        new XElement(Oai + "adminEmail", "nobody@example.org"),
        new XElement(Oai + "earliestDatestamp", Text(_records.Count == 0 ? _time.GetUtcNow() : _records[0].Datestamp)),
        new XElement(Oai + "deletedRecord", "persistent"),
        new XElement(Oai + "granularity", "YYYY-MM-DDThh:mm:ssZ"));

    private XElement Formats() => new(
        Oai + "ListMetadataFormats",
        new XElement(
            Oai + "metadataFormat",
            new XElement(Oai + "metadataPrefix", _prefix),
            new XElement(Oai + "schema", "http://www.europeana.eu/schemas/edm/EDM.xsd"),
            new XElement(Oai + "metadataNamespace", "http://www.europeana.eu/schemas/edm/")));

    private XDocument Response(string address, IQueryCollection query, XElement content) => new(
        new XElement(
            Oai + "OAI-PMH",
            new XElement(Oai + "responseDate", Text(_time.GetUtcNow())),
            new XElement(Oai + "request", query.Select(q => new XAttribute(q.Key, q.Value.ToString())), address),
            content));

    private XDocument Error(string address, IQueryCollection query, string code, string message)
    {
        var response = Response(address, query, new XElement(Oai + "error", new XAttribute("code", code), message));
        // OAI-PMH 2.0 §3.6: the request of a bad request carries no attributes.
        response.Root!.Element(Oai + "request")!.RemoveAttributes();
        return response;
    }

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

/// <summary>A record of the sample repository; without metadata it is deleted.</summary>
internal sealed record SampleRecord(string Identifier, DateTimeOffset Datestamp, XElement? Metadata);
