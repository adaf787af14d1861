using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Ocw.Nde.Node.Commands.Demo;

namespace Ocw.Nde.Node.Tests.EndToEnd;

public sealed class SampleOaiRepositoryTests
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SampleOaiRepository _repository = new(
        Enumerable.Range(0, 7).Select(i => new SampleRecord($"oai:{i}", Start.AddDays(i), i == 3 ? null : new XElement("metadata-of", i))), "edm", 3, TimeProvider.System);

    [Fact]
    public void A_list_comes_in_pages_until_the_token_is_empty()
    {
        var identifiers = new List<string>();
        var query = Query(("verb", "ListRecords"), ("metadataPrefix", "edm"));
        for (var page = 0; page < 3; page++)
        {
            var list = _repository.Answer(query, "http://a.example/oai").Root!.Element(Oai + "ListRecords")!;
            identifiers.AddRange(list.Descendants(Oai + "identifier").Select(e => e.Value));
            query = Query(("verb", "ListRecords"), ("resumptionToken", list.Element(Oai + "resumptionToken")!.Value));
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"oai:{i}"), identifiers);
        Assert.Equal("", (string)query["resumptionToken"]!);
    }

    [Theory]
    [InlineData("verb=Nothing", "badVerb")]
    [InlineData("verb=ListRecords&metadataPrefix=lido", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&resumptionToken=99/", "badResumptionToken")]
    [InlineData("verb=ListRecords&metadataPrefix=edm&from=2027-01-01T00:00:00Z", "noRecordsMatch")]
    [InlineData("verb=GetRecord&metadataPrefix=edm&identifier=x", "idDoesNotExist")]
    public void A_wrong_request_gets_the_error_of_the_protocol(string query, string code)
    {
        var parsed = new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query));

        Assert.Equal(code, (string)_repository.Answer(parsed, "http://a.example/oai").Root!.Element(Oai + "error")!.Attribute("code")!);
    }

    private static QueryCollection Query(params (string Name, string Value)[] parameters) =>
        new(parameters.ToDictionary(p => p.Name, p => new StringValues(p.Value)));
}
