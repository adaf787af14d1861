using System.Text;
using Ocw.Nde.Mapping.Rml.Json;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Tests.Rml;

public class JsonPathTests
{
    private const string Record = """
        {"a":{"b":[1,2,3,4,5]},"o":[{"t":"olie","n":1,"d":[1]},{"t":"doek","n":2},{"t":"hout","n":2.5,"x":null}],"met spatie":"ja","a.b":"punt","é":"e","s":"Gezicht","n\u0061am":"n"}
        """;

    [Theory]
    [InlineData("$.a.b[0]", "1")]
    [InlineData("$.a.b[-1]", "5")]
    [InlineData("$.a.b[1:3]", "2,3")]
    [InlineData("$.a.b[::-2]", "5,3,1")]
    [InlineData("$.a.b[-2:]", "4,5")]
    [InlineData("$.a.b[0,2]", "1,3")]
    [InlineData("$.a.b.*", "1,2,3,4,5")]
    [InlineData("$..t", "olie,doek,hout")]
    [InlineData("$.o[*]['t','n']", "olie,1,doek,2,hout,2.5")]
    [InlineData("$['met spatie']", "ja")]
    [InlineData("met spatie", "ja")]
    [InlineData("$[\"a.b\"]", "punt")]
    [InlineData("$.é", "e")]
    [InlineData("$.naam", "n")]
    [InlineData("$.o[?@.n==2].t", "doek")]
    [InlineData("$.o[?@.n>1 && @.t!='hout'].t", "doek")]
    [InlineData("$.o[?@.n<2 || @.t=='hout'].t", "olie,hout")]
    [InlineData("$.o[?!(@.n<2)].t", "doek,hout")]
    [InlineData("$.o[?@.x].t", "hout")]
    [InlineData("$.o[?@.x==null].t", "hout")]
    [InlineData("$.o[?@.d==$.o[0].d].t", "olie")]
    [InlineData("$.o[?length(@.t)==4].n", "1,2,2.5")]
    [InlineData("$.o[?count(@.*)==2].t", "doek")]
    [InlineData("$.o[?match(@.t,'o.*')].t", "olie")]
    [InlineData("$.o[?search(@.t,'o')].t", "olie,doek,hout")]
    [InlineData("$.o[?@.n==$.a.b[1]].t", "doek")]
    [InlineData("$.none.none", "")]
    [InlineData("$.a.b[9]", "")]
    public void A_path_finds(string path, string expected) => Assert.Equal(expected, string.Join(',', Find(path)));

    [Theory]
    [InlineData("$.a]")]
    [InlineData("$.")]
    [InlineData("$[")]
    [InlineData("$['a")]
    [InlineData("$.a b")]
    [InlineData("$.o[?@.n]]")]
    [InlineData("$.o[?@.n=1]")]
    [InlineData("$.o[?1]")]
    [InlineData("a;b")]
    [InlineData("$[1:2:3:4]")]
    public void Another_text_is_no_path(string path) =>
        Assert.Contains("is not right at character", Assert.Throws<FormatException>(() => JsonPathParser.Parse(path, TimeSpan.FromSeconds(1))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("((((a+)+)+)+)+$", "$.o[?match(@.s,'((((a+)+)+)+)+')]")]
    [InlineData("(", "$.o[?match(@.s,'(')]")]
    public void Costly_and_wrong_patterns_find_nothing(string pattern, string path)
    {
        Assert.NotEmpty(pattern);
        Assert.Empty(Find(path, "{\"o\":[{\"s\":\"" + new string('a', 5000) + "!\"}]}"));
    }

    private static List<string> Find(string path, string record = Record)
    {
        var tree = new JsonTree();
        tree.Parse(Encoding.UTF8.GetBytes(record), 64);
        var values = new ValueList();
        new JsonRecord(tree, "a.json", natural: true).Find(JsonPathParser.Parse(path, TimeSpan.FromSeconds(1)), values);
        return [.. values.Span.ToArray().Select(v => v.ToString())];
    }
}
