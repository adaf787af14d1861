using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Protocol;

/// <summary>
/// The Graph Store Protocol cases of 2012 (<c>http-rdf-update</c>), written as prose for people: request and answer stand in a comment, and each case
/// builds on those before it, so all of them up to the one that is run are sent.
/// </summary>
/// <remarks>
/// W3C marks them as replaced by the suite of 2023. Where they are wrong the request is sent as it was meant: some documents lack their last full stop,
/// the graph that is deleted was never made, and two answers forget what the cases before them did; of those the status is compared.
/// </remarks>
internal static partial class DescribedRequests
{
    private static readonly HashSet<string> WithWrongAnswer = new(StringComparer.Ordinal) { "get_of_post__existing_graph", "get_of_post__multipart_formdata" };

    public static void Run(ManifestEntry entry, ProtocolServer server)
    {
        server.Load("<http://e/s> <http://e/p> <http://e/o> ."u8.ToArray(), "text/turtle", server.Address + "graph/person/2.ttl");
        var location = "";
        foreach (var each in entry.Manifest.Entries())
        {
            var isLast = string.Equals(each.Iri, entry.Iri, StringComparison.Ordinal);
            Send(each, server, isLast, ref location);
            if (isLast)
                return;
        }
    }

    private static void Send(ManifestEntry entry, ProtocolServer server, bool isJudged, ref string location)
    {
        var prose = entry.Objects(new Iri("http://www.w3.org/2000/01/rdf-schema#comment")).OfType<Literal>().Select(c => c.LexicalForm).Single(c => c.Contains("#### Request", StringComparison.Ordinal));
        var parts = Unindented(prose).Split("#### Response");
        var (line, headers, body) = Message(parts[0].Split("#### Request")[1], server, location);
        var words = line.Split(' ');
        using var response = server.Send(words[0], PathOf(words[1], server), headers, words[0] is "PUT" or "POST" ? Encoding.UTF8.GetBytes(Ended(body)) : null);
        var answer = ProtocolServer.Text(response);
        location = response.Headers.Location?.AbsoluteUri ?? location;
        if (!isJudged)
            return;

        var (status, _, expected) = Message(parts[1], server, location);
        Assert.True(((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture) == status.Split(' ')[0], $"{line}: {(int)response.StatusCode}, expected {status}\n{answer}");
        if (expected.Length > 0 && words[0] == "GET" && !WithWrongAnswer.Contains(entry.Iri[(entry.Iri.LastIndexOf('#') + 1)..]))
        {
            Assert.True(
                GraphIsomorphism.AreIsomorphic(RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(expected), RdfFormats.Turtle), RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(answer), RdfFormats.Turtle)),
                answer);
        }
    }

    private static (string First, List<(string, string)> Headers, string Body) Message(string text, ProtocolServer server, string location)
    {
        var host = new Uri(server.Address).Authority;
        var lines = text
            .Replace("http://$HOST$/$GRAPHSTORE$", $"http://{host}/graph", StringComparison.Ordinal)
            .Replace("$GRAPHSTORE$", "/graph", StringComparison.Ordinal)
            .Replace("$NEWPATH$", location, StringComparison.Ordinal)
            .Trim('\n').Split('\n');
        var head = lines.TakeWhile(line => line.Length > 0).ToList();
        var headers = head.Skip(1).Select(line => line.Split(": ", 2)).Where(parts => parts is [not "Host", _] && parts[0] is "Content-Type" or "Accept").Select(parts => (parts[0], parts[1])).ToList();
        return (head[0], headers, string.Join("\r\n", lines.Skip(head.Count + 1)).TrimEnd());
    }

    private static string PathOf(string target, ProtocolServer server) =>
        target.StartsWith(server.Address, StringComparison.Ordinal) ? target[server.Address.Length..] : target.TrimStart('/');

    // The full stop that two documents lack.
    private static string Ended(string body) => Unended().Replace(body, "$0 .");

    private static string Unindented(string prose) => string.Join('\n', prose.Replace("\r", "", StringComparison.Ordinal).Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line.Trim()));

    [GeneratedRegex("""foaf:(name|familyName|givenName) "[^"]*"(?=\s*(\r\n--|$))""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unended();
}
