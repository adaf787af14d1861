using System.Net;
using System.Net.Sockets;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Web.Tests.Egress;

public sealed class EgressPolicyTests
{
    private static readonly IPAddress Public = IPAddress.Parse("145.131.8.1");

    [SharedFact("trust/hostile/iri/ssrf-targets.tsv")]
    public async Task Every_hostile_target_is_refused_and_the_public_one_is_not()
    {
        foreach (var line in (await File.ReadAllLinesAsync(SharedData.PathOf("trust/hostile/iri/ssrf-targets.tsv"))).Skip(1))
        {
            var (input, expected) = (line.Split('\t')[0], line.Split('\t')[2]);
            var isReached = await IsReachedAsync(EgressPolicy.Default, input);

            Assert.True(isReached != expected.StartsWith("refuse", StringComparison.Ordinal), $"{input}: expected {expected}");
        }
    }

    [Theory]
    [InlineData("http://①②⑦.⓪.⓪.①/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://x.localhost/")]
    [InlineData("https://example.org:6379/")]
    public async Task An_address_in_disguise_is_refused(string address) =>
        Assert.False(await IsReachedAsync(EgressPolicy.Default, address));

    [Fact]
    public async Task A_public_name_that_resolves_to_a_private_address_is_refused_while_connecting()
    {
        var connector = new EgressConnector(EgressPolicy.Default, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.7")]), NeverConnect);

        var refused = await Assert.ThrowsAsync<WebRequestException>(() => ConnectAsync(connector, "http://museum.example/oai"));

        Assert.Equal(WebFailure.Refused, refused.Failure);
        Assert.Contains("10.0.0.7", refused.Message, StringComparison.Ordinal);
        Assert.Contains("allowedHosts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_name_with_both_kinds_of_address_only_the_public_one_is_connected_to()
    {
        var reached = new List<IPAddress>();
        var connector = new EgressConnector(
            EgressPolicy.Default,
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, Public]),
            (endPoint, _) =>
            {
                reached.Add(endPoint.Address);
                return Task.FromResult(Stream.Null);
            });

        await ConnectAsync(connector, "http://museum.example/oai");

        Assert.Equal([Public], reached);
    }

    [Fact]
    public async Task The_operator_can_allow_loopback_a_host_or_a_network()
    {
        Assert.True(await IsReachedAsync(new EgressPolicy { AllowLoopback = true }, "http://127.0.0.1:5999/"));
        Assert.True(await IsReachedAsync(new EgressPolicy { AllowLoopback = true }, "http://localhost:5999/", IPAddress.Loopback));
        Assert.False(await IsReachedAsync(new EgressPolicy { AllowLoopback = true }, "http://10.0.0.1/"));
        Assert.True(await IsReachedAsync(new EgressPolicy { AllowedHosts = ["oai.intern:8983"] }, "http://oai.intern:8983/", IPAddress.Parse("10.0.0.1")));
        Assert.False(await IsReachedAsync(new EgressPolicy { AllowedHosts = ["oai.intern:8983"] }, "http://oai.intern:22/", IPAddress.Parse("10.0.0.1")));
        Assert.True(await IsReachedAsync(new EgressPolicy { AllowedNetworks = [IPNetwork.Parse("10.1.0.0/16")] }, "http://10.1.2.3/"));
        Assert.False(await IsReachedAsync(new EgressPolicy { AllowedNetworks = [IPNetwork.Parse("10.1.0.0/16")] }, "http://10.2.2.3/"));
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_says_so()
    {
        var connector = new EgressConnector(EgressPolicy.Default, (_, _) => throw new SocketException((int)SocketError.HostNotFound), NeverConnect);

        var unknown = await Assert.ThrowsAsync<WebRequestException>(() => ConnectAsync(connector, "http://nergens.example/"));

        Assert.Equal(WebFailure.NameNotResolved, unknown.Failure);
        Assert.True(unknown.IsTransient);
    }

    private static async Task<bool> IsReachedAsync(EgressPolicy policy, string input, IPAddress? resolved = null)
    {
        if (!Uri.TryCreate(input, UriKind.Absolute, out var address) || policy.RefusalOf(address) is not null)
            return false;
        var connector = new EgressConnector(policy, (_, _) => Task.FromResult<IPAddress[]>([resolved ?? Public]), (_, _) => Task.FromResult(Stream.Null));
        try
        {
            await connector.ConnectAsync(address, new DnsEndPoint(address.IdnHost, address.Port), CancellationToken.None);
            return true;
        }
        catch (WebRequestException)
        {
            return false;
        }
    }

    private static Task<Stream> ConnectAsync(EgressConnector connector, string address)
    {
        var uri = new Uri(address);
        return connector.ConnectAsync(uri, new DnsEndPoint(uri.IdnHost, uri.Port), CancellationToken.None);
    }

    private static Task<Stream> NeverConnect(IPEndPoint endPoint, CancellationToken cancellation) =>
        throw new InvalidOperationException($"{endPoint} must not be connected to");
}
