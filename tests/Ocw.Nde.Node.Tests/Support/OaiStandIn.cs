using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ocw.Nde.Node.Tests.Support;

/// <summary>A repository on loopback over a few records that the test changes as it goes.</summary>
internal sealed class OaiStandIn : IAsyncDisposable
{
    private const string Dc = "xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

    private readonly WebApplication _application;

    private OaiStandIn(WebApplication application) => _application = application;

    public Uri Address => new(new Uri(_application.Urls.First()), "oai");

    /// <summary>The records: identifier, when changed, and the metadata, or <see langword="null"/> for a deleted one.</summary>
    public Dictionary<string, (DateTimeOffset Changed, string? Metadata)> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>The clock.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Answers list requests in place of the records.</summary>
    public string? Page { get; set; }

    /// <summary>The requests, robots.txt left out.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OaiStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var repository = new OaiStandIn(application);
        application.MapGet("/oai", (HttpRequest request) =>
        {
            lock (repository.Requests)
                repository.Requests.Add(request.QueryString.Value!);
            return Results.Text(repository.Answer(request.Query), "text/xml", Encoding.UTF8);
        });
        await application.StartAsync();
        return repository;
    }

    /// <summary>Metadata with a title.</summary>
    public static string Titled(string title) => $"<oai_dc:dc {Dc}><dc:title>{title}</dc:title></oai_dc:dc>";

    /// <summary>Fills in records with titles.</summary>
    public void Fill(int count, Func<int, string> identifier)
    {
        for (var number = 0; number < count; number++)
            Records[identifier(number)] = (new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), Titled($"Titel {number}."));
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private string Answer(IQueryCollection query) => (string?)query["verb"] switch
    {
        "Identify" => Document("<Identify><repositoryName>Proef</repositoryName><deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>"),
        "ListMetadataFormats" => Document("<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat><metadataFormat><metadataPrefix>edm</metadataPrefix></metadataFormat></ListMetadataFormats>"),
        "ListSets" => Document("<ListSets><set><setSpec>kunst</setSpec><setName>Kunst</setName></set></ListSets>"),
        _ => Page ?? List(query["from"].ToString()),
    };

    private string List(string from)
    {
        var since = from.Length == 0 ? DateTimeOffset.MinValue : DateTimeOffset.Parse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var records = string.Concat(Records.Where(record => record.Value.Changed >= since).Select(record =>
            $"<record><header{(record.Value.Metadata is null ? " status=\"deleted\"" : "")}><identifier>{record.Key}</identifier><datestamp>{Moment(record.Value.Changed)}</datestamp></header>{(record.Value.Metadata is null ? "" : $"<metadata>{record.Value.Metadata}</metadata>")}</record>"));
        return Document(records.Length == 0 ? "<error code=\"noRecordsMatch\"/>" : $"<ListRecords>{records}</ListRecords>");
    }

    private string Document(string content) => $"<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>{Moment(Now)}</responseDate><request>x</request>{content}</OAI-PMH>";

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
