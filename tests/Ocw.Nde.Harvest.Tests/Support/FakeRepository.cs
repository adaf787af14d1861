using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>A repository in memory that answers Identify and ListRecords by the book, unless the test makes it misbehave.</summary>
internal sealed class FakeRepository
{
    private readonly int _pageSize;
    private readonly List<(string Id, DateTimeOffset Changed, bool IsDeleted, string Set)> _records;

    public FakeRepository(int count, int pageSize, Func<int, DateTimeOffset>? changed = null, Func<int, bool>? isDeleted = null, Func<int, string>? set = null)
    {
        _pageSize = pageSize;
        _records = [.. Enumerable.Range(1, count).Select(number => ($"oai:museum.example:{number}", changed?.Invoke(number) ?? Moment("2025-06-01T00:00:00Z"), isDeleted?.Invoke(number) == true, set?.Invoke(number) ?? "alles"))];
        Handler = new ScriptedHandler(Answer);
    }

    public static Uri BaseUrl { get; } = new("https://museum.example/oai");

    public ScriptedHandler Handler { get; }

    public string Granularity { get; set; } = "YYYY-MM-DDThh:mm:ssZ";

    public string DeletedRecord { get; set; } = "persistent";

    public DateTimeOffset Now { get; set; } = Moment("2026-01-02T03:04:05Z");

    /// <summary>Whether the token of a page tells how long the list is.</summary>
    public bool TellsSize { get; set; } = true;

    /// <summary>Goes before everything else when it gives an answer: the arguments, and how many list requests there were before.</summary>
    public Func<IReadOnlyDictionary<string, string>, int, HttpResponseMessage?>? Misbehave { get; set; }

    /// <summary>The list requests, as their queries.</summary>
    public List<string> ListRequests { get; } = [];

    public static OaiPmhSource Source { get; } = new("bron", BaseUrl, "oai_dc");

    public static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static HttpResponseMessage Xml(string body) => ScriptedHandler.Text(body, mediaType: "text/xml");

    public static string Document(string content, string responseDate = "2026-01-02T03:04:05Z") =>
        $"""<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>{responseDate}</responseDate><request>{BaseUrl}</request>{content}</OAI-PMH>""";

    public static HttpResponseMessage Error(string code, string message = "") => Xml(Document($"""<error code="{code}">{message}</error>"""));

    public void Change(string id, DateTimeOffset when, bool isDeleted = false)
    {
        var index = _records.FindIndex(record => record.Id == id);
        _records[index] = (id, when, isDeleted, _records[index].Set);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, int count)
    {
        if (request.RequestUri!.AbsolutePath == "/robots.txt")
            return ScriptedHandler.Text("", HttpStatusCode.NotFound);
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        var arguments = query.AllKeys.ToDictionary(key => key!, key => query[key]!, StringComparer.Ordinal);
        if (arguments["verb"] == "Identify")
            return Xml(Document($"<Identify><repositoryName>Museum</repositoryName><baseURL>http://intern/oai</baseURL><protocolVersion>2.0</protocolVersion><earliestDatestamp>1990-01-01</earliestDatestamp><deletedRecord>{DeletedRecord}</deletedRecord><granularity>{Granularity}</granularity></Identify>"));
        ListRequests.Add(request.RequestUri.Query);
        return Misbehave?.Invoke(arguments, ListRequests.Count - 1) ?? arguments["verb"] switch
        {
            "GetRecord" => Get(arguments["identifier"]),
            "ListMetadataFormats" => Xml(Document("<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>")),
            "ListSets" => Xml(Document(string.Concat(["<ListSets>", .. _records.Select(record => record.Set).Distinct(StringComparer.Ordinal).Select(set => $"<set><setSpec>{set}</setSpec><setName>Set {set}</setName></set>"), "</ListSets>"]))),
            _ => List(arguments),
        };
    }

    /// <summary>Where a list request is, and the records that its page holds.</summary>
    public (int Position, IReadOnlyList<string> Identifiers) PageOf(IReadOnlyDictionary<string, string> arguments)
    {
        var (_, position, list) = Select(arguments);
        return (position, [.. list.Skip(position).Take(_pageSize).Select(record => record.Id)]);
    }

    /// <summary>The page of a list request, by the book.</summary>
    public string Page(IReadOnlyDictionary<string, string> arguments)
    {
        var (state, position, list) = Select(arguments);
        var isHeaders = arguments["verb"] == "ListIdentifiers";
        var next = position + _pageSize;
        var body = new StringBuilder($"<{arguments["verb"]}>");
        foreach (var record in list.Skip(position).Take(_pageSize))
            body.Append(isHeaders ? HeaderOf(Record(record.Id, record.Changed, record.IsDeleted)) : Record(record.Id, record.Changed, record.IsDeleted));
        var size = TellsSize ? $" completeListSize=\"{list.Count}\" cursor=\"{position}\"" : "";
        if (next < list.Count)
            body.Append(CultureInfo.InvariantCulture, $"<resumptionToken{size}>{state[0]}|{state[1]}|{next}</resumptionToken>");
        else if (position > 0)
            body.Append(CultureInfo.InvariantCulture, $"<resumptionToken{size}/>");
        return Document(body.Append(CultureInfo.InvariantCulture, $"</{arguments["verb"]}>").ToString(), Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private HttpResponseMessage List(IReadOnlyDictionary<string, string> arguments) =>
        Select(arguments).List.Count == 0 ? Error("noRecordsMatch") : Xml(Page(arguments));

    private HttpResponseMessage Get(string identifier) => _records.Find(record => record.Id == identifier) is { Id: not null } found
        ? Xml(Document($"<GetRecord>{Record(found.Id, found.Changed, found.IsDeleted)}</GetRecord>"))
        : Error("idDoesNotExist");

    // A token holds what was asked and how far it is: "from|set|position".
    private (string[] State, int Position, List<(string Id, DateTimeOffset Changed, bool IsDeleted, string Set)> List) Select(IReadOnlyDictionary<string, string> arguments)
    {
        var state = arguments.TryGetValue("resumptionToken", out var token) ? token.Split('|') : [arguments.GetValueOrDefault("from", ""), arguments.GetValueOrDefault("set", ""), "0"];
        var from = state[0].Length == 0 ? DateTimeOffset.MinValue : Moment(state[0]);
        var list = _records.Where(record => record.Changed >= from && (state[1].Length == 0 || record.Set == state[1])).ToList();
        return (state, int.Parse(state[2], CultureInfo.InvariantCulture), list);
    }

    private static string HeaderOf(string record) => record[record.IndexOf("<header", StringComparison.Ordinal)..(record.IndexOf("</header>", StringComparison.Ordinal) + 9)];

    public static string Record(string id, DateTimeOffset changed, bool isDeleted = false, string title = "Titel") =>
        $"""<record><header{(isDeleted ? " status=\"deleted\"" : "")}><identifier>{id}</identifier><datestamp>{changed.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</datestamp></header>{(isDeleted ? "" : $"""<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></oai_dc:dc></metadata>""")}</record>""";
}
