using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.FileProviders;

namespace Ocw.Nde.Node.Commands.Demo;

/// <summary>Plays the systems of the sample institutions on a free loopback port: files over HTTP, and OAI-PMH.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SampleServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts the server.</summary>
    /// <param name="folder">The folder whose files are served below <c>/files</c>.</param>
    /// <param name="repositories">OAI-PMH repositories by path, such as <c>/oai</c>.</param>
    /// <param name="cancellation">Stops the start.</param>
    public static async Task<SampleServer> StartAsync(string folder, IReadOnlyDictionary<string, SampleOaiRepository> repositories, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/files",
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
            ServeUnknownFileTypes = true,
        });
        foreach (var (path, repository) in repositories)
        {
            application.MapGet(path, (HttpRequest request) =>
                Results.Text(repository.Answer(request.Query, UriHelper.BuildAbsolute(request.Scheme, request.Host, request.Path)).ToString(System.Xml.Linq.SaveOptions.DisableFormatting), "text/xml", Encoding.UTF8));
        }

        await application.StartAsync(cancellation);
        return new SampleServer(application, new Uri(application.Urls.First()));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
