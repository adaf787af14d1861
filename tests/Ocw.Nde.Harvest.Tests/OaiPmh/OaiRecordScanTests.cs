using System.Text;

namespace Ocw.Nde.Harvest.Tests.OaiPmh;

/// <summary>What the quick scan accepts, the parser accepts too, and reads the same from it.</summary>
public sealed class OaiRecordScanTests
{
    private const string Whole =
        "<o:record xmlns:o=\"http://www.openarchives.org/OAI/2.0/\" xmlns:dc='http://purl.org/dc/elements/1.1/'><o:header status=\"deleted\"><o:identifier> oai:x:1&amp;2 </o:identifier><o:datestamp>2025-06-01</o:datestamp><o:setSpec>a</o:setSpec></o:header>"
        + "<o:metadata><dc:dc xml:lang=\"nl\" a=\"1 &gt; 0\"><dc:title>Zee \u00e9n [strand] \uFF01 &lt; duin</dc:title><leeg/><x:y xmlns:x=\"urn:x\" x:z='\"'><x:z/></x:y></dc:dc></o:metadata></o:record>";

    [Fact]
    public void An_ordinary_record_is_accepted_with_its_header()
    {
        var scan = new OaiRecordScan(256);

        Assert.True(scan.Accepts(Encoding.UTF8.GetBytes(Whole)));
        Assert.Equal(("oai:x:1&2", "2025-06-01", "deleted"), (scan.Identifier, scan.Datestamp, scan.Status));
    }

    [Theory]
    [InlineData("<a><b></a></b>")]
    [InlineData("<a>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a/>x")]
    [InlineData("x<a/>")]
    [InlineData("<a>& </a>")]
    [InlineData("<a>&nbsp;</a>")]
    [InlineData("<a>]]></a>")]
    [InlineData("<a>\u0003</a>")]
    [InlineData("<a>\uFFFE</a>")]
    [InlineData("<a b=1/>")]
    [InlineData("<a b=\"1\"c=\"2\"/>")]
    [InlineData("<a b=\"1\" b=\"2\"/>")]
    [InlineData("<a b=\"<\"/>")]
    [InlineData("<p:a/>")]
    [InlineData("<a p:b=\"1\"/>")]
    [InlineData("<a xmlns:p=\"\"><p:b/></a>")]
    [InlineData("<a xmlns:p=\"urn:x\" xmlns:q=\"urn:x\" p:b=\"1\" q:b=\"2\"/>")]
    [InlineData("<a><b xmlns:p=\"urn:x\"/><p:c/></a>")]
    [InlineData("<a:b:c xmlns:a=\"urn:x\"/>")]
    [InlineData("<a><?xml version=\"1.0\"?></a>")]
    public void What_is_not_well_formed_is_never_accepted(string xml) => Assert.False(new OaiRecordScan(256).Accepts(Encoding.UTF8.GetBytes(xml)));

    [Fact]
    public void Nothing_that_the_parser_refuses_is_accepted_however_a_record_is_damaged()
    {
        var random = new Random(20_261_122);
        var whole = Encoding.UTF8.GetBytes(Whole);
        var pieces = "<>&;\"'= /:ax]\u0001-!?"u8.ToArray();
        var scan = new OaiRecordScan(256);
        var accepted = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = whole.ToList();
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(4))
                {
                    case 0:
                        damaged[at] = pieces[random.Next(pieces.Length)];
                        break;
                    case 1:
                        damaged.Insert(at, pieces[random.Next(pieces.Length)]);
                        break;
                    case 2:
                        damaged.RemoveRange(at, Math.Min(random.Next(1, 12), damaged.Count - at));
                        break;
                    default:
                        damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 30), damaged.Count - at)));
                        break;
                }
            }

            byte[] record = [.. damaged];
            if (!System.Text.Unicode.Utf8.IsValid(record) || !scan.Accepts(record))
                continue;
            accepted++;
            var reader = new XmlRecordReader([XmlValuePath.Parse("header/identifier"), XmlValuePath.Parse("header/datestamp"), XmlValuePath.Parse("header/@status")], 256);
            Assert.Null(Record.Exception(() => reader.Read(record)));
            Assert.Equal((reader.Values[0], reader.Values[1], reader.Values[2]), (scan.Identifier, scan.Datestamp, scan.Status));
        }

        Assert.InRange(accepted, 100, 20_000);
    }
}
