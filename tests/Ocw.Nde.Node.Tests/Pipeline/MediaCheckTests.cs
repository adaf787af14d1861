using System.Net;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline.Quality;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Tests.Pipeline;

/// <summary>A sample of the images is asked for, gently.</summary>
public sealed class MediaCheckTests
{
    private static readonly MediaCheckSettings Quick = new() { DelaySeconds = 0 };

    [Fact]
    public async Task Images_that_are_missing_or_no_images_are_broken_and_named_with_their_record()
    {
        var server = new Answers(request => request.RequestUri!.AbsolutePath switch
        {
            "/goed.jpg" => Answer(HttpStatusCode.OK, "image/jpeg"),
            "/pagina.jpg" => Answer(HttpStatusCode.OK, "text/html"),
            _ => Answer(HttpStatusCode.NotFound, "text/html"),
        });

        var figures = await CheckAsync(server, Quick, "goed.jpg", "pagina.jpg", "weg.jpg");

        Assert.Equal((3, 1, 2, 0, 0), (figures.Sampled, figures.Good, figures.Broken, figures.Unreachable, figures.Skipped));
        Assert.Equal([("pagina.jpg", "a web page, not an image"), ("weg.jpg", "status 404")], figures.Troubles.Select(t => (t.Record, t.Reason)));
    }

    [Fact]
    public async Task A_server_that_does_not_know_HEAD_is_asked_for_the_first_byte()
    {
        var server = new Answers(request => request.Method == HttpMethod.Head ? Answer(HttpStatusCode.MethodNotAllowed, "text/plain")
            : request.Headers.Range?.ToString() == "bytes=0-0" ? Answer(HttpStatusCode.PartialContent, "image/png") : Answer(HttpStatusCode.BadRequest, "text/plain"));

        Assert.Equal(1, (await CheckAsync(server, Quick, "a.png")).Good);
    }

    [Fact]
    public async Task A_host_that_fails_three_times_in_a_row_is_left_alone()
    {
        var server = new Answers(_ => Answer(HttpStatusCode.ServiceUnavailable, "text/plain"));

        var figures = await CheckAsync(server, Quick, "1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg");

        Assert.Equal((3, 2), (figures.Unreachable, figures.Skipped));
        Assert.Equal(3, server.Asked.Count(r => r != "/robots.txt"));
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_not_asked_for()
    {
        var server = new Answers(_ => Answer(HttpStatusCode.OK, "image/jpeg")) { Robots = "User-agent: *\nDisallow: /geheim/\n" };

        var figures = await CheckAsync(server, Quick, "geheim/1.jpg", "open/2.jpg");

        Assert.Equal((1, 1), (figures.Good, figures.Skipped));
        Assert.DoesNotContain("/geheim/1.jpg", server.Asked);
    }

    [Fact]
    public void The_sample_is_the_same_whatever_the_order_and_takes_web_addresses_only()
    {
        var triples = Enumerable.Range(0, 200).Select(n => Image(n, $"https://beeld.example/{n}.jpg")).Append(Image(900, "urn:geen:adres")).ToList();
        var (forward, backward) = (new MediaSample(10), new MediaSample(10));
        foreach (var image in triples)
            forward.Add("r", image);
        foreach (var image in Enumerable.Reverse(triples))
            backward.Add("r", image);

        Assert.Equal(10, forward.Drawn.Count);
        Assert.Equal(forward.Drawn.Select(d => d.Address), backward.Drawn.Select(d => d.Address));
        Assert.All(forward.Drawn, d => Assert.True(d.IsImage));
    }

    private static List<Triple> Image(int number, string address)
    {
        var node = new Iri($"https://example.org/{number}");
        return [new(node, new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), new Iri("https://schema.org/ImageObject")), new(node, new Iri("https://schema.org/contentUrl"), new Iri(address))];
    }

    private static async Task<MediaFigures> CheckAsync(Answers server, MediaCheckSettings settings, params string[] files)
    {
        var options = new WebClientOptions { MaxRetries = 0, Egress = new EgressPolicy { AllowedHosts = ["beeld.example"] } };
        using var web = new GuardedHttpClient(options, TimeProvider.System, server);
        return await new MediaChecker(web, settings, TimeProvider.System).CheckAsync([.. files.Select(f => new MediaAddress(new Uri("https://beeld.example/" + f), f, IsImage: true))], CancellationToken.None);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string mediaType) => new(status) { Content = new StringContent("x", System.Text.Encoding.UTF8, mediaType) };

    private sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public string? Robots { get; init; }

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Asked.Add(path);
            return Task.FromResult(path != "/robots.txt" ? answer(request) : Robots is null ? new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("") } : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Robots) });
        }
    }
}
