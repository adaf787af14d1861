using System.Globalization;
using System.Text;
using System.Web;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>A database behind <c>wwwopac.ashx</c> on this machine: records by number, with the day of their last change.</summary>
internal sealed class FakeAdlib : IDisposable
{
    private const string Modified = "modification > '";

    private readonly PageServer _server;

    public FakeAdlib(int count)
    {
        for (var number = 1; number <= count; number++)
            Records[number] = "2020-01-01";
        _server = new PageServer(request =>
        {
            var query = HttpUtility.ParseQueryString(request.Path[(request.Path.IndexOf('?') + 1)..]);
            Questions.Add(query.AllKeys.ToDictionary(key => key!, key => query[key]!, StringComparer.Ordinal));
            return Misbehave?.Invoke(Questions[^1]) ?? Answer(Questions[^1]);
        });
    }

    public SortedDictionary<int, string> Records { get; } = [];

    public List<Dictionary<string, string>> Questions { get; } = [];

    /// <summary>Goes before everything else where it gives an answer.</summary>
    public Func<Dictionary<string, string>, PageReply?>? Misbehave { get; set; }

    /// <summary>The most records of an answer.</summary>
    public int Most { get; set; } = 1000;

    public AdlibSource Source => new("museum", _server.At("/webapi/wwwopac.ashx"), "collect") { PageSize = 10 };

    public static PageReply Xml(string text) => PageReply.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>{text}", "text/xml");

    public void Dispose() => _server.Dispose();

    private PageReply Answer(Dictionary<string, string> question)
    {
        if (question["database"] != "collect")
            return Xml("<adlibXML><recordList/><diagnostic><hits>0</hits><error><info>database</info><message>Database niet gevonden</message></error></diagnostic></adlibXML>");
        var found = Select(question["search"]).ToList();
        var first = int.Parse(question["startfrom"], CultureInfo.InvariantCulture);
        var page = found.Skip(first - 1).Take(Math.Min(Most, int.Parse(question["limit"], CultureInfo.InvariantCulture))).ToList();
        var body = new StringBuilder();
        foreach (var number in page)
            body.Append(Record(number, question));
        return Xml($"<adlibXML><recordList>{body}</recordList><diagnostic><hits>{found.Count}</hits><xmltype>Grouped</xmltype><first_item>{first}</first_item><limit>{question["limit"]}</limit><hits_on_display>{page.Count}</hits_on_display><dbname>collect</dbname></diagnostic></adlibXML>");
    }

    private string Record(int number, Dictionary<string, string> question)
    {
        var title = question.ContainsKey("fields") ? "" : question["xmltype"] == "grouped" ? $"<Title><title>Titel &amp; {number}</title></Title>" : $"<title>Titel &amp; {number}</title>";
        return $"<record priref=\"{number}\" created=\"2019-01-01T00:00:00\" modification=\"{Records[number]}T10:00:00\" selected=\"False\">{title}<creator.lref>7</creator.lref></record>";
    }

    private IEnumerable<int> Select(string search)
    {
        if (search.StartsWith(Modified, StringComparison.Ordinal))
            return Records.Where(record => string.CompareOrdinal(record.Value, search[Modified.Length..^1]) > 0).Select(record => record.Key);
        if (search.StartsWith("priref=", StringComparison.Ordinal))
            return search.Split(" or ").Select(part => int.Parse(part[7..], CultureInfo.InvariantCulture)).Where(Records.ContainsKey);
        return Records.Keys;
    }
}
